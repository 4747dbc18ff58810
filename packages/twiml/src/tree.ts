import type { ElementId, ElementNames } from './names.gen.ts'
import type { Position } from './position.ts'

/** A parsed TwiML document. */
export interface TwimlDocument {
  readonly root: KnownElement<'Response'>
}

/** Attribute values by name, in the order they were written. */
export type AttributeRecord = Readonly<Record<string, string>>

/** What every element has, known or not. */
export interface ElementBase {
  readonly kind: 'element'
  readonly attributes: AttributeRecord
  /** Where each attribute's name stands. */
  readonly attributePositions: Readonly<Record<string, Position>>
  readonly children: readonly TwimlNode[]
  /** The element's own text, joined and not trimmed; text of its children is not in it. */
  readonly text: string
  readonly position: Position
}

/** An element that Twilio's grammar knows. It may still stand where the grammar does not allow it. */
export interface KnownElement<Id extends ElementId> extends ElementBase {
  readonly id: Id
  readonly name: ElementNames[Id]
}

/** An element that Twilio warns about and skips. */
export interface UnknownElement extends ElementBase {
  readonly id: null
  readonly name: string
}

/** Discriminated by `id`: `element.id === 'Gather'`. */
export type TwimlElement = { [Id in ElementId]: KnownElement<Id> }[ElementId] | UnknownElement

/** Text between elements; entities are resolved and CDATA is text. */
export interface TwimlText {
  readonly kind: 'text'
  readonly text: string
  readonly position: Position
}

/** What an element may hold. */
export type TwimlNode = TwimlElement | TwimlText

/** The elements among an element's children. */
export function childElements(element: ElementBase): readonly TwimlElement[] {
  return element.children.filter((child) => child.kind === 'element')
}
