import { verb } from '../../names.gen.ts'
import type { ElementRule } from '../options.ts'

/** Verbs whose action defaults to the URL of the document, which inline TwiML has not got. */
const needAction: ReadonlySet<string> = new Set([verb.Record, verb.Gather, verb.Pay])

/** TwiML given to the REST API has no URL that others could be relative to. */
export const inlineRule: ElementRule = ({ element, options }) => {
  if (options.inline !== true || !needAction.has(element.id)) return []
  const action = element.attributes['action']
  if (action !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(action.trim())) return []
  const position = element.attributePositions['action'] ?? element.position
  const what = action === undefined ? 'has no action' : 'has a relative action'
  const message = `${element.name} ${what}, and TwiML given to the REST API has no base URL for it; use an absolute URL.`
  return [{ code: 'twiml-inline-action', message, position, twilioCode: 15004, attribute: 'action' }]
}
