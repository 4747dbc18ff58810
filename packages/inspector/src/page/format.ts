/** `2026-01-02 03:04:05`, UTC as it is recorded. */
export function timeText(iso: string): string {
  return iso.replace('T', ' ').slice(0, 19)
}

/** `12 ms`, `3.4 s`, `2 min 5 s`. */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** The path and query of a URL; the text itself where it is none. */
export function pathText(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname + new URL(url).search : url
}

/** `12,345`. */
export function numberText(value: number): string {
  return value.toLocaleString('en')
}

/** `1 call`, `2 calls`. */
export function countText(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** `3.4 s`, whatever its size: for times on one scale. */
export function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
