import { verb } from '../../names.gen.ts'
import type { ElementRule } from '../options.ts'

/** Card data travels encrypted only. */
export const payRule: ElementRule = ({ element }) => {
  const action = element.id === verb.Pay ? element.attributes['action']?.trim() : undefined
  if (action === undefined || !/^http:/i.test(action)) return []
  const message = 'The action of Pay must be an https URL.'
  const position = element.attributePositions['action'] ?? element.position
  return [
    {
      code: 'twiml-pay-action',
      message,
      position,
      attribute: 'action',
      suggestion: action.replace(/^http:/i, 'https:'),
    },
  ]
}
