import { $, api, attempt, batchForm } from "./common.js";

const dialog = $("#batch-dialog"), form = batchForm(dialog);
$("#new-batch").addEventListener("click", () => dialog.showModal());
$("form", dialog).addEventListener("submit", async (event) => {
  if (event.submitter.value !== "save") return;
  event.preventDefault();
  const made = await attempt(async () => api("POST", "/batches", await form.read()));
  if (made) location.href = `/batches/${made.id}/collect`;
});
