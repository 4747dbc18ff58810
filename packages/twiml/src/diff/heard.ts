import { elementRow } from '../grammar.ts'
import { element as elementName } from '../names.gen.ts'
import { printInline } from '../print.ts'
import type { TwimlDocument, TwimlElement } from '../tree.ts'
import { endsDocument } from '../view/reachable.ts'
import { mayHold } from '../grammar.ts'
import { readValue } from '../view/read-value.ts'

/** An element reduced to what it means: defaults, bad values and insignificant white space are gone. */
export interface Heard {
  readonly element: TwimlElement
  readonly path: string
  /** Its place among its siblings, from 1; what never runs counts too. */
  readonly place: number
  /** False: Twilio skips it or never comes to it. */
  readonly runs: boolean
  /** Values that differ from their defaults, in one spelling a value. */
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
  readonly children: readonly Heard[]
  /** Equal for elements of one comparison that mean the same. */
  readonly signature: number
}

/** Numbers for what elements mean: the same number for the same meaning. */
export type Signatures = Map<string, number>

/** The meaning of a document. Documents that are compared share their signatures. */
export function heardDocument(document: TwimlDocument, signatures: Signatures): Heard {
  return heard(document.root, { path: document.root.name, place: 1, runs: true }, signatures)
}

function heard(
  element: TwimlElement,
  where: Pick<Heard, 'path' | 'place' | 'runs'>,
  signatures: Signatures,
): Heard {
  const attributes = meaningfulAttributes(element)
  const isSay = element.id === elementName.Say
  const text = isSay ? speech(element) : meaningfulText(element)
  const children = isSay ? [] : heardChildren(element, where, signatures)
  // Children by their numbers: texts within texts would double at every level.
  const meaning = JSON.stringify([
    element.name,
    [...attributes].toSorted(([a], [b]) => byText(a, b)),
    text,
    children.map((child) => child.signature),
  ])
  const signature = signatures.get(meaning) ?? signatures.size
  signatures.set(meaning, signature)
  return { element, ...where, attributes, text, children, signature }
}

function heardChildren(
  parent: TwimlElement,
  { path, runs }: Pick<Heard, 'path' | 'runs'>,
  signatures: Signatures,
): Heard[] {
  const counts = new Map<string, number>()
  let isOver = false
  return parent.children
    .filter((child) => child.kind === 'element')
    .map((child, index) => {
      const count = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, count)
      const isAllowed = parent.id !== null && child.id !== null && mayHold(parent.id, child.id)
      const where = {
        path: `${path}/${child.name}[${count}]`,
        place: index + 1,
        runs: runs && isAllowed && !isOver,
      }
      const result = heard(child, where, signatures)
      isOver ||= isAllowed && endsDocument(child)
      return result
    })
}

function meaningfulAttributes(element: TwimlElement): Map<string, string> {
  const row = element.id === null ? undefined : elementRow(element.id)
  const entries = Object.entries(element.attributes).flatMap(([name, written]): [string, string][] => {
    const attribute = row?.attributes.find((candidate) => candidate.name === name)
    if (attribute === undefined) return [[name, written]]
    const value = readValue(attribute, written)
    if (value === undefined) return []
    const isDefault =
      attribute.default !== undefined && spelled(value) === spelled(readValue(attribute, attribute.default))
    return isDefault ? [] : [[name, spelled(value)]]
  })
  return new Map(entries)
}

function spelled(value: unknown): string {
  return Array.isArray(value) ? value.map(String).toSorted(byText).join(' ') : String(value)
}

function meaningfulText(element: TwimlElement): string {
  const takesText = element.id === null || elementRow(element.id)?.text !== 'none'
  return takesText ? element.text.trim() : ''
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}

/** Text and mark-up of a Say in one string: `Hello <break time="1s"/> world`. */
function speech(say: TwimlElement): string {
  return say.children.map(printInline).join('').replaceAll(/\s+/g, ' ').trim()
}
