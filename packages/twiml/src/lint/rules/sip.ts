import { shortened } from '@ringback/common'
import { noun } from '../../names.gen.ts'
import type { KnownElement } from '../../tree.ts'
import { trimmedText } from '../../view/element-text.ts'
import { runnableChildren } from '../../view/runnable-children.ts'
import type { ElementRule, Problem } from '../options.ts'

const SIP_URI = /^sips?:(?:[^\s@]*@)?[^\s@]+$/i
const REFER_TARGET = /^(sips?|tel):(?:[^\s@]*@)?[^\s@]+$/i
const LONGEST_URI = 255
const LONGEST_HEADERS = 1024
const MOST_URIS = 5
const INVALID_SIP_URI = 13243

/** SIP parties: the URI, its headers, and their number. */
export const sipRule: ElementRule = ({ element }) => {
  if (element.id === noun.Sip) return [...uriProblems(element), ...crowding(element)]
  if (element.id === 'ReferSip' || element.id === 'SipUri') return uriProblems(element)
  return element.id === noun.Header ? headerProblems(element) : []
}

function uriProblems(element: KnownElement<'Sip' | 'SipUri' | 'ReferSip'>): Problem[] {
  const uri = trimmedText(element)
  if (uri === '') return []
  const [address = '', headers = ''] = uri.split('?', 2)
  const report = (code: string, message: string, twilioCode: number): Problem[] => [
    { code, message, position: element.position, twilioCode },
  ]
  const pattern = element.id === 'ReferSip' ? REFER_TARGET : SIP_URI
  if (!pattern.test(address)) {
    return report(
      'twiml-sip-uri',
      `${element.name} names "${shortened(uri)}", which is not a SIP URI; write sip:name@example.com.`,
      INVALID_SIP_URI,
    )
  }
  if (address.length > LONGEST_URI) {
    return report(
      'twiml-sip-uri',
      `${element.name} has a SIP URI of ${address.length} characters; the maximum is ${LONGEST_URI}.`,
      INVALID_SIP_URI,
    )
  }
  if (headers.length < LONGEST_HEADERS) return []
  return report(
    'twiml-sip-headers',
    `${element.name} has headers of ${headers.length} characters; they must stay under ${LONGEST_HEADERS}.`,
    13253,
  )
}

function crowding(sip: KnownElement<'Sip'>): Problem[] {
  if (runnableChildren(sip).filter(({ id }) => id === 'SipUri').length <= MOST_URIS) return []
  const message = `Sip has more than ${MOST_URIS} Uri elements.`
  return [{ code: 'twiml-sip-uris', message, position: sip.position, twilioCode: 13250 }]
}

function headerProblems(header: KnownElement<'Header'>): Problem[] {
  const { name, value = '' } = header.attributes
  const { name: namePosition = header.position, value: valuePosition = header.position } =
    header.attributePositions
  if (name !== undefined && !/^[\w!%*+`'~.-]+$/.test(name)) {
    const message = `Header has the name "${shortened(name, 40)}", which SIP does not allow.`
    return [
      { code: 'twiml-sip-header', message, position: namePosition, twilioCode: 13252, attribute: 'name' },
    ]
  }
  if (value.length < LONGEST_HEADERS) return []
  const message = `Header has a value of ${value.length} characters; it must stay under ${LONGEST_HEADERS}.`
  return [
    { code: 'twiml-sip-header', message, position: valuePosition, twilioCode: 13253, attribute: 'value' },
  ]
}
