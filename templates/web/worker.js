// The newest from the network, and what was kept where there is none.
const KEPT = "docsheet-VERSION";
const FILES = ["FILES"];

self.addEventListener("install", event => {
  const files = ["./", ...FILES].map(file => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(KEPT).then(cache => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  const isOld = name => name.startsWith("docsheet-") && name !== KEPT;
  event.waitUntil(caches.keys().then(names => Promise.all(names.filter(isOld).map(name => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(fetch(request).catch(async () => (await caches.match(request, { ignoreSearch: true })) ?? Response.error()));
});
