import { isSid, sidPrefix } from '@ringback/catalog'
import { noun } from '../../names.gen.ts'
import type { ElementRule } from '../options.ts'

const LONGEST_LABEL = 128

/** A participant's label is a name, and no call's SID. */
export const conferenceRule: ElementRule = ({ element }) => {
  const label = element.id === noun.Conference ? element.attributes['participantLabel'] : undefined
  if (label === undefined) return []
  const isTooLong = label.length > LONGEST_LABEL
  const isCallSid = isSid(label) && label.startsWith(sidPrefix.call)
  if (!isTooLong && !isCallSid && !label.includes('/')) return []
  const reason = isTooLong
    ? `is longer than ${LONGEST_LABEL} characters`
    : isCallSid
      ? 'is the SID of a call'
      : 'contains a "/"'
  return [
    {
      code: 'twiml-participant-label',
      message: `The participantLabel ${reason}; the participant cannot join.`,
      position: element.attributePositions['participantLabel'] ?? element.position,
      twilioCode: 16023,
      attribute: 'participantLabel',
    },
  ]
}
