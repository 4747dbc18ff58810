/** JSON with two spaces; a pair of strings (a header) and an empty list or object stand on one line. */
export function printJson(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return Array.isArray(value) ? printList(value, indent) : printObject(value, indent)
}

// Both add to one text: a list of lines for every object would be most of the garbage of writing a recording.
function printList(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return '[]'
  if (indent !== '' && isHeader(items)) return `[${quoted(items[0])}, ${quoted(items[1])}]`
  const deeper = `${indent}  `
  let text = '['
  let comma = ''
  for (const item of items) {
    text += `${comma}\n${deeper}${printJson(item, deeper)}`
    comma = ','
  }
  return `${text}\n${indent}]`
}

function printObject(fields: object, indent: string): string {
  const deeper = `${indent}  `
  let text = ''
  for (const name of Object.keys(fields)) {
    const field: unknown = Reflect.get(fields, name)
    if (field !== undefined)
      text += `${text === '' ? '' : ','}\n${deeper}${quoted(name)}: ${printJson(field, deeper)}`
  }
  return text === '' ? '{}' : `{${text}\n${indent}}`
}

const plain = /^[ !#-[\]-~]*$/

/** Most strings have nothing to escape. */
function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

// A form of two parameters is a list of strings too, but each of them has its equals sign.
function isHeader(items: readonly unknown[]): items is readonly [string, string] {
  const [name, value] = items
  return items.length === 2 && typeof name === 'string' && typeof value === 'string' && !name.includes('=')
}
