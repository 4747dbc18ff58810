import { elementRow, elementRows, mayHold } from '../../grammar.ts'
import { verb } from '../../names.gen.ts'
import { nearest } from '@ringback/common'
import { shortened } from '@ringback/common'
import { childElements, type TwimlElement } from '../../tree.ts'
import type { ElementRule, Problem, Visit } from '../options.ts'

/** Verbs and nouns; SSML, which is in lower case, is suggested only where it is allowed. */
const elementNames = elementRows.map(({ name }) => name).filter((name) => /^[A-Z]/.test(name))

/** What people write, and the verb that they mean. */
const synonyms: Readonly<Record<string, string>> = {
  speak: verb.Say,
  talk: verb.Say,
  call: verb.Dial,
  wait: verb.Pause,
  goto: verb.Redirect,
  input: verb.Gather,
  end: verb.Hangup,
}

/** Children that Twilio's schema does not allow: unknown, in the wrong case, or in the wrong place. */
export const nestingRule: ElementRule = (visit) =>
  childElements(visit.element).flatMap((child) => {
    if (child.id !== null && mayHold(visit.row.id, child.id)) return []
    const problems = [child.id === null ? unknown(visit, child) : misplaced(visit, child)]
    const { childErrorCode } = visit.row
    if (childErrorCode !== undefined) problems.push(refused(visit, child, childErrorCode))
    return problems
  })

function unknown({ row }: Visit, child: TwimlElement): Problem {
  const synonym = synonyms[child.name.toLowerCase()]
  const meant = synonym !== undefined && row.children.includes(synonym) ? synonym : undefined
  const suggestion = meant ?? nearest(child.name, namesOf(row.children)) ?? nearest(child.name, elementNames)
  return {
    code: 'twiml-unknown-element',
    message: `TwiML for voice has no element ${shortened(child.name)}; Twilio logs a warning, skips it and runs the rest.`,
    position: child.position,
    twilioCode: 12200,
    element: child.name,
    suggestion,
  }
}

function misplaced({ row }: Visit, child: TwimlElement): Problem {
  const parents = elementRows.filter((parent) => child.id !== null && mayHold(parent.id, child.id))
  const places = parents.map(({ name }) => name).join(', ')
  const isOffered = child.id !== null && (row.typedOnlyChildren?.includes(child.id) ?? false)
  const note = isOffered ? ' The official Twilio library generates it anyway.' : ''
  return {
    code: 'twiml-wrong-nesting',
    message: `${child.name} is not allowed in ${row.name}, only in ${places}; Twilio logs a warning, skips it and runs the rest.${note}`,
    position: child.position,
    twilioCode: 12200,
    element: child.name,
  }
}

function refused({ row }: Visit, child: TwimlElement, twilioCode: number): Problem {
  return {
    code: 'twiml-child-refused',
    message: `${row.name} takes ${namesOf(row.children).join(', ')}, and not ${shortened(child.name)}.`,
    position: child.position,
    twilioCode,
    element: child.name,
  }
}

function namesOf(ids: readonly string[]): string[] {
  return ids.map((id) => elementRow(id)?.name ?? id)
}
