import { attributeValue, trimmedText, type verb } from '@ringback/twiml'
import { goToAction } from '../action-request.ts'
import { noValues } from '../../webhooks/webhook-parameters.ts'
import type { RunVerb } from '../verb.ts'

/** Continues with another document; an empty URL is this document again. */
export const runRedirect: RunVerb<typeof verb.Redirect> = (context, redirect) =>
  goToAction(
    context,
    { kind: 'voice.redirect', url: trimmedText(redirect), method: attributeValue(redirect, 'method') },
    noValues,
  )
