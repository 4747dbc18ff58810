/** How a value was written in a form or a query string. */
export interface FormSpelling {
  /** A space is `+`, as on TwiML requests; else `%20`, as on callbacks. */
  readonly plus: boolean
  /** Escapes are `%2b` and not `%2B`. */
  readonly lowerCase: boolean
}

/** The spelling of a whole form, so that values that change keep the habit of those that do not. */
export function spellingOf(form: string): FormSpelling {
  return { plus: form.includes('+'), lowerCase: /%(?:\d[a-f]|[a-f][\da-f])/.test(form) }
}

/** Decoded as a form value; what is no valid escape stays as it stands. */
export function decodeFormValue(raw: string): string {
  const spaced = raw.includes('+') ? raw.replaceAll('+', ' ') : raw
  return decodePercent(spaced)
}

/** Percent-escapes decoded; what is no valid escape stays as it stands. */
export function decodePercent(raw: string): string {
  if (!raw.includes('%')) return raw
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run)
      } catch {
        return run
      }
    })
  }
}

/** `value` written as `raw` was: unescaped where that one was, else in the spelling of its form. */
export function encodeLike(raw: string, value: string, spelling: FormSpelling): string {
  if (!/[%+]/.test(raw) && !/[&%+=#]/.test(value)) return value
  const escaped = encodeURIComponent(value.toWellFormed()).replaceAll(/[!'()~]/g, escapeOf)
  const spaced = spelling.plus ? escaped.replaceAll('%20', '+') : escaped
  return spelling.lowerCase ? spaced.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()) : spaced
}

function escapeOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
