// Several tabs of the app tell each other that something has changed.

const NAME = "zwgk-desk";
const channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
const listeners = [];

/** Call `act` whenever this or another tab has changed something. */
export function onChange(act) {
  listeners.push(act);
}

const heard = () => listeners.forEach((act) => act());

if (channel) channel.addEventListener("message", heard);
else addEventListener("storage", (event) => { if (event.key === NAME) heard(); });

/** Something has changed. */
export function changed() {
  if (channel) channel.postMessage("changed");
  else localStorage.setItem(NAME, `${Date.now()} ${Math.random()}`);
  heard();
}
