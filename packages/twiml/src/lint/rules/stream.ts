import { noun, verb } from '../../names.gen.ts'
import type { ElementRule, Problem } from '../options.ts'

const LONGEST_PARAMETER = 500

/** Media streams: a URL unless one is stopped, the inbound track in Connect, short parameters. */
export const streamRule: ElementRule = ({ element, parent }) => {
  if (element.id === noun.Parameter && parent?.id === noun.Stream)
    return parameterProblems(element.attributes, element.position)
  if (element.id !== noun.Stream) return []
  const problems: Problem[] = []
  const { url, connectorName, track } = element.attributes
  if (url === undefined && connectorName === undefined && parent?.id !== verb.Stop) {
    problems.push({
      code: 'twiml-missing-attribute',
      message: 'Stream needs the attribute url: the wss URL that gets the audio.',
      position: element.position,
      attribute: 'url',
    })
  }
  const isListed = ['outbound_track', 'both_tracks'].includes(track ?? '')
  if (parent?.id === verb.Connect && isListed) {
    problems.push({
      code: 'twiml-stream-track',
      message: `A Stream in Connect takes only track="inbound_track", not "${track}".`,
      position: element.attributePositions['track'] ?? element.position,
      twilioCode: 31941,
      attribute: 'track',
      suggestion: 'inbound_track',
    })
  }
  return problems
}

function parameterProblems(
  { name = '', value = '' }: Readonly<Record<string, string>>,
  position: Problem['position'],
): Problem[] {
  const length = name.length + value.length
  if (length < LONGEST_PARAMETER) return []
  const message = `Name and value of a Stream's Parameter have ${length} characters together; they must stay under ${LONGEST_PARAMETER}.`
  return [{ code: 'twiml-stream-parameter', message, position }]
}
