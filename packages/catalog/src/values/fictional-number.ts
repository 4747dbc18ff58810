/** Area codes in which 555-0100 to 555-0199 are kept for fiction. */
const areas = [201, 202, 206, 212, 213, 215, 303, 305, 312, 404, 503, 512, 602, 617, 702] as const

/** A phone number in E.164 that belongs to nobody: another one for each index from 0 on, 1,500 in all. */
export function fictionalNumber(index: number): string {
  const area = areas[Math.floor(index / 100) % areas.length] ?? areas[0]
  return `+1${area}55501${String(index % 100).padStart(2, '0')}`
}
