import '@ringback/common/require-node'

export type { AttributeValues } from './attribute-values.gen.ts'
export { documentContexts, type DocumentContext } from './data/document-contexts.ts'
export { describeForCaller } from './describe/describe-for-caller.ts'
export { diffTwiml, type TwimlChange, type TwimlChangeKind } from './diff/diff-twiml.ts'
export type { TwimlFinding } from './finding.ts'
export { attributeRow, elementRow, elementRows, mayHold } from './grammar.ts'
export { contentTypeTreatment, type ContentTypeTreatment } from './lint/content-type.ts'
export { lintDocument, lintTwiml } from './lint/lint-twiml.ts'
export type { LintOptions } from './lint/options.ts'
export type {
  AttributeRow,
  AttributeType,
  CallbackRow,
  DocumentContextRow,
  ElementRow,
  PrivacyClass,
} from './model.ts'
export { element, noun, ssml, verb, type ElementId, type ElementNames } from './names.gen.ts'
export { MAX_TWIML_BYTES, parseTwiml, type ParseOptions, type ParseResult } from './parse.ts'
export type { Position } from './position.ts'
export { printTwiml } from './print.ts'
export {
  childElements,
  type AttributeRecord,
  type ElementBase,
  type KnownElement,
  type TwimlDocument,
  type TwimlElement,
  type TwimlNode,
  type TwimlText,
  type UnknownElement,
} from './tree.ts'
export { attributeValue } from './view/attribute-value.ts'
export { spokenText, trimmedText } from './view/element-text.ts'
export { endsDocument, reachableVerbs } from './view/reachable.ts'
export { runnableChildren, type AnyKnownElement } from './view/runnable-children.ts'
