import {
  type callStatus,
  parameter,
  webhookSchema,
  type CallStatus,
  type ParameterName,
  type ParametersOf,
  type Webhook,
  type WebhookKind,
  type WebhookOf,
} from '@ringback/catalog'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { expectTypeOf, test } from 'vitest'

test('a webhook is discriminated by its kind', () => {
  const digitsOf = (webhook: Webhook): string | undefined =>
    webhook.kind === 'gather.action' ? webhook.parameters.Digits : undefined
  expectTypeOf(digitsOf).returns.toEqualTypeOf<string | undefined>()
  expectTypeOf<Webhook['kind']>().toEqualTypeOf<WebhookKind>()
  expectTypeOf<WebhookOf<'dial.action'>['kind']>().toEqualTypeOf<'dial.action'>()
})

test('listed values are literal types', () => {
  expectTypeOf<ParametersOf<'voice.incoming-pstn'>['CallStatus']>().toEqualTypeOf<'ringing'>()
  expectTypeOf<ParametersOf<'record.action'>['CallStatus']>().toEqualTypeOf<'in-progress' | 'completed'>()
  expectTypeOf<typeof callStatus.noAnswer>().toEqualTypeOf<'no-answer'>()
  expectTypeOf<'queued'>().toExtend<CallStatus>()
  expectTypeOf<'answered'>().not.toExtend<CallStatus>()
})

test('what always comes is required, what is inferred or conditional is not', () => {
  expectTypeOf<ParametersOf<'dial.number-url'>['ParentCallSid']>().toEqualTypeOf<string>()
  expectTypeOf<ParametersOf<'dial.whatsapp-url'>['ParentCallSid']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<ParametersOf<'gather.action'>['Digits']>().toEqualTypeOf<string | undefined>()
})

test('dynamic families are index signatures', () => {
  expectTypeOf<ParametersOf<'voice.incoming-sip-domain'>['SipHeader_X-Id']>().toEqualTypeOf<
    string | undefined
  >()
  // @ts-expect-error: a name that the kind does not have
  expectTypeOf<ParametersOf<'voice.incoming-sip-domain'>['Sip_X']>()
  expectTypeOf<ParametersOf<'voice.incoming-client-app'>['any.name']>().toEqualTypeOf<string | undefined>()
})

test('parameter names are constants', () => {
  expectTypeOf(parameter.CallStatus).toEqualTypeOf<'CallStatus'>()
  expectTypeOf<keyof typeof parameter>().toEqualTypeOf<ParameterName>()
})

test('a schema infers the parameters of its kind', () => {
  const schema = webhookSchema('dial.action')
  expectTypeOf<StandardSchemaV1.InferOutput<typeof schema>>().toEqualTypeOf<ParametersOf<'dial.action'>>()
})
