import { isFormType } from '@ringback/signature'
import { messageOf } from '@ringback/common'
import { headerOf, type ExchangeRequest } from '@ringback/recording'
import { toCurl } from '@ringback/twilio-client'
import { headerName, type WebhookKind } from '@ringback/catalog'
import type { Copyable } from '../model/call-view.ts'

/** How `curlOf` signs. */
export interface CurlOptions {
  /** Absent: the line has no signature. */
  readonly authToken?: string | undefined
}

/** A recorded request as a curl line, signed again, because redaction changes what was signed. */
export function curlOf(
  { method, url, headers, body }: ExchangeRequest,
  kind: WebhookKind | null,
  { authToken }: CurlOptions,
): Copyable {
  if (!('text' in body)) return { reason: 'The body is not text, so no curl line can contain it.' }
  const contentType = headerOf(headers, headerName.contentType) ?? ''
  const content =
    method === 'GET' || body.text === ''
      ? {}
      : contentType === '' || isFormType(contentType)
        ? { form: body.text }
        : { body: body.text, contentType }
  try {
    const text = toCurl(
      { method, kind, ...content },
      { url, authToken: authToken ?? '', ...(authToken === undefined && { signature: null }) },
    )
    return { text, note: authToken === undefined ? 'without a signature: no auth token is set' : 'signed' }
  } catch (error) {
    return { reason: messageOf(error) }
  }
}
