/** SIDs that follow from a seed and are never the same. */
export function freshSids(seed: number): (prefix: string) => string {
  let count = 0
  // What tells one run from another is in the front, what tells one SID from another at the end.
  const start = Array.from({ length: 3 }, (_, at) => mixed(seed + at * 0x9e3779b9)).join('')
  return (prefix) => {
    count += 1
    return `${prefix}${start.slice(0, 16)}${mixed(count)}${count.toString(16).padStart(8, '0')}`
  }
}

/** Eight hexadecimal digits that look like any other. */
function mixed(value: number): string {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
