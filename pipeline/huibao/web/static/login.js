import { $, api, Refused } from "./common.js";

$("#sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { name, password } = event.target.elements, error = $(".error"), button = $("button.primary");
  error.hidden = true;
  button.disabled = true;
  try {
    await api("POST", "/session", { name: name.value, password: password.value });
    location.href = "/";
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    error.textContent = refused.message;
    error.hidden = false;
    password.select();
  } finally {
    button.disabled = false;
  }
});
