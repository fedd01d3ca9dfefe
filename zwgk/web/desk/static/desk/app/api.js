// The wire (docs/desk.md).

const BASE = "/api/v1/desk/";
const PATIENCE = 30000;

/** What went wrong. `code` is "network" when nobody answered whom we can understand. */
export class Failed extends Error {
  constructor(code, detail, status, wait) {
    super(detail);
    this.code = code;
    this.status = status || 0;
    this.wait = wait || 0;
  }
}

const offline = () => new Failed("network", "现在连不上网络。");

/** Send a request and give the answer's JSON; null when nothing has changed (304). */
export async function call(method, path, given = {}) {
  const headers = Object.assign({ Accept: "application/json" }, given.headers);
  let body = given.body;
  if (given.json) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(given.json);
  }
  if (given.key) headers.Authorization = `Bearer ${given.key}`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(BASE + path, {
      method, headers, body, signal: stop.signal, credentials: "omit", cache: "no-store",
    });
    return await understood(response, given);
  } catch (error) {
    throw error instanceof Failed ? error : offline();
  } finally {
    clearTimeout(timer);
  }
}

async function understood(response, given) {
  if (response.status === 304) return null;
  let answer = null;
  try {
    answer = await response.json();
  } catch (error) {
    // The login page of a public WLAN answers too, with 200: that is no acknowledgement.
    if (response.ok || response.redirected) throw offline();
  }
  if (response.ok && answer && typeof answer === "object") {
    if (given.onheaders) given.onheaders(response.headers);
    return answer;
  }
  const wait = Number(response.headers.get("Retry-After")) || 0;
  const detail = (answer && answer.detail) || "服务器暂时没有正确答复，请稍后再试。";
  throw new Failed((answer && answer.code) || `http_${response.status}`, detail, response.status, wait);
}
