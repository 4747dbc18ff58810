import { documentContexts } from '../../data/document-contexts.ts'
import { element as elementName } from '../../names.gen.ts'
import { runnableChildren } from '../../view/runnable-children.ts'
import type { ElementRule } from '../options.ts'

/** Verbs that is not allowed in a document that is used at this place of a call. */
export const contextRule: ElementRule = ({ element, options }) => {
  if (element.id !== elementName.Response) return []
  const row = documentContexts[options.context ?? 'voice']
  return runnableChildren(element)
    .filter(({ id }) => !(row.verbs?.includes(id) ?? true) || (row.forbiddenVerbs?.includes(id) ?? false))
    .map((verb) => ({
      code: 'twiml-verb-refused-here',
      message: `${verb.name} is not allowed in ${row.title}${row.verbs === undefined ? '' : `; allowed are ${row.verbs.join(', ')}`}.`,
      position: verb.position,
      twilioCode: row.errorCodeFor?.includes(verb.id) === false ? undefined : row.errorCode,
      element: verb.name,
    }))
}
