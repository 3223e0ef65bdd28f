// Keeps the folder for use without a network, where browsers allow it.
if ("serviceWorker" in navigator && location.protocol !== "file:") {
  navigator.serviceWorker.register("worker.js").catch(() => {});
}
