/** What programs make of a value that is not there. */
const placeholders =
  /\bundefined\b|\bNaN\b|\bnull\b|\[object Object\]|%(?:[({]\w+[)}])?s\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}/g

/** The same as the whole of a value, or as the user of an address. */
const wholePlaceholder =
  /^(?:(?:sips?|client|tel):)?(?:undefined|NaN|null|None|\[object Object\]|\$\{\w+\}|\{\{\s*\w+\s*\}\})(?:$|@)/

/** The same as a segment of the path of a URL, or as a value in its query. */
const inUrl = /[/=](?:undefined|NaN|null|None|\[object Object\])(?=$|[/?&#])/

/** In German, null is a number. */
const german = /(?:^|\W)de\b/i

/**
 * What stands in a spoken text in place of a value that is missing: `undefined`, `NaN`, `${name}`. `language` is that of the text, or
 * its voice. Undefined when there is nothing like that.
 */
export function placeholderIn(text: string, language = ''): string | undefined {
  for (const [found] of text.matchAll(placeholders))
    if (found !== 'null' || !german.test(language)) return found
  return undefined
}

/** Whether a number, name or URL as a whole, or a part of a URL, stands for a value that is missing. */
export function isPlaceholder(value: string): boolean {
  return wholePlaceholder.test(value) || inUrl.test(decoded(value))
}

/** `%5Bobject%20Object%5D` is how a program writes it into a URL. */
function decoded(value: string): string {
  return value
    .replaceAll(/%5B/gi, '[')
    .replaceAll(/%5D/gi, ']')
    .replaceAll(/%20|\+/g, ' ')
}
