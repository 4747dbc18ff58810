import type { TwilioApiHandler } from '@ringback/functions'

/**
 * Accepts the messages that an app sends, and delivers none: what a Function does after it has sent one goes on. All other requests
 * are answered by `api`. Fields of a new message: https://www.twilio.com/docs/messaging/api/message-resource
 */
export function withAcceptedMessages(api: TwilioApiHandler): TwilioApiHandler {
  let sent = 0
  return async (request) => {
    const { pathname } = new URL(request.url)
    const [, account] = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/.exec(pathname) ?? []
    if (account === undefined || request.method !== 'POST') return api(request)
    const form = new URLSearchParams(await request.text())
    sent += 1
    const sid = `SM${sent.toString(16).padStart(32, '0')}`
    const service = form.get('MessagingServiceSid')
    const now = new Date().toUTCString().replace('GMT', '+0000')
    const message = {
      sid,
      account_sid: account,
      api_version: '2010-04-01',
      body: form.get('Body') ?? '',
      date_created: now,
      date_sent: null,
      date_updated: now,
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: form.get('From'),
      messaging_service_sid: service,
      num_media: String(form.getAll('MediaUrl').length),
      num_segments: service === null ? '1' : '0',
      price: null,
      price_unit: 'USD',
      status: service === null ? 'queued' : 'accepted',
      subresource_uris: { media: `/2010-04-01/Accounts/${account}/Messages/${sid}/Media.json` },
      to: form.get('To'),
      uri: `/2010-04-01/Accounts/${account}/Messages/${sid}.json`,
    }
    return Response.json(message, { status: 201 })
  }
}
