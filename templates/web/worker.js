// The newest from the network, and what was kept where there is none.
const KEPT = "docsheet-VERSION";
const FILES = ["FILES"];

self.addEventListener("install", event => {
  const requests = ["./", ...FILES].map(file => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(KEPT).then(cache => cache.addAll(requests)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  const old = caches.keys().then(names => names.filter(name => name.startsWith("docsheet-") && name !== KEPT));
  event.waitUntil(old.then(names => Promise.all(names.map(name => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const kept = () => caches.match(request, { ignoreSearch: true });
  event.respondWith(fetch(request).catch(async () => (await kept()) ?? Response.error()));
});
