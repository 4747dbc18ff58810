import type { Field, WireRequest } from '../signed-request.ts'

/** What is sent in place of a validly signed request. */
export interface Mutated {
  /** A request, or bytes that are no well-formed one. `id` is put where the app looks for it. */
  readonly wire: WireRequest | ((id: string) => Buffer)
  /** True: nothing of it may reach the app. False: it may, if the official package finds its signature valid. */
  readonly refused: boolean
}

/** A way to change a validly signed request; undefined where it cannot be applied. `salt`: a number to choose by. */
export type Mutation = (wire: WireRequest, salt: number) => Mutated | undefined

export const refused = (wire: WireRequest | ((id: string) => Buffer)): Mutated => ({ wire, refused: true })
export const judged = (wire: WireRequest | ((id: string) => Buffer)): Mutated => ({ wire, refused: false })

const isNamed =
  (name: string) =>
  ([key]: Field): boolean =>
    key.toLowerCase() === name.toLowerCase()

export function withField(wire: WireRequest, name: string, change: (value: string) => string): WireRequest {
  const is = isNamed(name)
  return { ...wire, fields: wire.fields.map((field) => (is(field) ? [field[0], change(field[1])] : field)) }
}

export function withoutField(wire: WireRequest, name: string): WireRequest {
  const is = isNamed(name)
  return { ...wire, fields: wire.fields.filter((field) => !is(field)) }
}

export function plusFields(wire: WireRequest, ...fields: readonly Field[]): WireRequest {
  return { ...wire, fields: [...wire.fields, ...fields] }
}

export function valueOfField(wire: WireRequest, name: string): string {
  return wire.fields.find(isNamed(name))?.[1] ?? ''
}

/** A form with another body; undefined for what is no form. */
export function withForm(wire: WireRequest, change: (text: string) => string): WireRequest | undefined {
  if (wire.kind !== 'form') return undefined
  const body = Buffer.from(change(wire.body.toString()), 'latin1')
  return { ...wire, body }
}
