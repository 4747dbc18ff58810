import { noun } from '../../names.gen.ts'
import { trimmedText } from '../../view/element-text.ts'
import type { ElementRule } from '../options.ts'

/** The text of Task is a JSON object. */
export const taskRule: ElementRule = ({ element }) => {
  if (element.id !== noun.Task) return []
  const text = trimmedText(element)
  if (text === '' || isJsonObject(text)) return []
  const message = 'The text of Task is not a JSON object, so that no task can be created.'
  return [{ code: 'twiml-task-json', message, position: element.position, twilioCode: 14221 }]
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
