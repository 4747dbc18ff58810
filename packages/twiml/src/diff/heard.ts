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
  /** Equal for elements that mean the same. */
  readonly signature: string
}

/** The meaning of a document. */
export function heardDocument(document: TwimlDocument): Heard {
  return heard(document.root, document.root.name, 1, true)
}

function heard(element: TwimlElement, path: string, place: number, runs: boolean): Heard {
  const attributes = meaningfulAttributes(element)
  const isSay = element.id === elementName.Say
  const text = isSay ? speech(element) : meaningfulText(element)
  const children = isSay ? [] : heardChildren(element, path, runs)
  const signature = JSON.stringify([
    element.name,
    [...attributes].toSorted(([a], [b]) => byText(a, b)),
    text,
    children.map((child) => child.signature),
  ])
  return { element, path, place, runs, attributes, text, children, signature }
}

function heardChildren(parent: TwimlElement, path: string, runs: boolean): Heard[] {
  const counts = new Map<string, number>()
  let isOver = false
  return parent.children
    .filter((child) => child.kind === 'element')
    .map((child, index) => {
      const count = (counts.get(child.name) ?? 0) + 1
      counts.set(child.name, count)
      const isAllowed = parent.id !== null && child.id !== null && mayHold(parent.id, child.id)
      const result = heard(child, `${path}/${child.name}[${count}]`, index + 1, runs && isAllowed && !isOver)
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
