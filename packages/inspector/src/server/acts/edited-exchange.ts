import { decodeForm, encodeForm, type Parameters } from '@ringback/catalog'
import { parametersOf, type Exchange, type ExchangeRequest } from '@ringback/recording'

/** A recorded exchange with other parameters in its request, written as the recorded ones are. */
export function editedExchange(exchange: Exchange, parameters: Parameters): Exchange {
  const { request } = exchange
  const isSame = JSON.stringify(parametersOf(request)) === JSON.stringify(parameters)
  return {
    ...exchange,
    request: isSame ? request : editedRequest(request, parameters),
    // What was forged in the recording is not sent again; this request is somebody's own.
    signature: 'unchecked',
  }
}

function editedRequest(request: ExchangeRequest, parameters: Parameters): ExchangeRequest {
  const { method, url, body } = request
  const text = 'text' in body ? body.text : ''
  const query = /\?([^#]*)/.exec(url)?.[1] ?? ''
  // As `parametersOf` reads them: those of the form, else those of the query.
  if (method !== 'GET' && (text !== '' || query === '')) {
    return { ...request, body: { text: encodeForm(parameters, decodeForm(text).style) } }
  }
  const written = encodeForm(parameters, decodeForm(query).style)
  const [, path = '', , fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? []
  return { ...request, url: `${path}${written === '' ? '' : `?${written}`}${fragment}` }
}
