/** Loaded before a program: its clock is ahead by the milliseconds that the URL says (`?ahead=2000`), in all of its threads. */

const ahead = Number(new URL(import.meta.url).searchParams.get('ahead'))
const systemDate = Date

globalThis.Date = class extends systemDate {
  constructor(...given: readonly unknown[]) {
    // Whatever a Date is made of; without anything, of the clock.
    super(...((given.length === 0 ? [systemDate.now() + ahead] : given) as [number]))
  }
  static override now(): number {
    return systemDate.now() + ahead
  }
} as DateConstructor
