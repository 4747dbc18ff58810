import { withoutCredentials } from '@ringback/common'
import type { Abilities } from '../../model/act-view.ts'
import type { ActOptions } from './act-options.ts'

/** What the page can do with these options. */
export function abilitiesOf({
  app,
  authToken,
  replayMeans,
}: ActOptions & { readonly authToken?: string | undefined }): Abilities {
  const canReveal = replayMeans !== undefined
  if (app === undefined) {
    return {
      canReveal,
      app: null,
      note: 'Nothing can be sent: no app is given. Start it with: ringback inspect --app http://127.0.0.1:3000',
    }
  }
  return {
    canReveal,
    app: withoutCredentials(app.url),
    note:
      authToken === undefined
        ? 'Signed with a made-up token, because no auth token is set: an app that checks signatures refuses it. Set TWILIO_AUTH_TOKEN.'
        : null,
  }
}
