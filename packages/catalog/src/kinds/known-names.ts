import { parameterBases } from '../data/parameters.ts'

const names = Object.keys(parameterBases)
const families = names.filter((name) => name.endsWith('*') && name !== '*custom*')
const nameByLetters = new Map(names.map((name) => [nameInLetters(name), name]))

/** Whether Twilio is known to send a parameter of this name, with any kind. */
export function isKnownAnywhere(name: string): boolean {
  return (
    Object.hasOwn(parameterBases, name) || families.some((family) => name.startsWith(family.slice(0, -1)))
  )
}

/** A name in lower case without punctuation: the same for `call_sid`, `callsid` and `CallSid`. */
export function nameInLetters(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '')
}

/** Twilio's spelling of a name that is written in another case, or the name itself. */
export function twilioSpelling(name: string): string {
  return isKnownAnywhere(name) ? name : (nameByLetters.get(nameInLetters(name)) ?? name)
}
