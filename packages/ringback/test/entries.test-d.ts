import { describe, expectTypeOf, it } from 'vitest'
import { defineConfig, RingbackError, type RingbackConfig } from 'ringback'
import { fc, toRequest, webhookOf, type GeneratedWebhook } from 'ringback/arbitraries'
import { isWebhookKind, kinds, type KindRow, type WebhookKind } from 'ringback/catalog'
import { verify as verifyContract, type VerifyEvent } from 'ringback/contract'
import { fuzz, type FuzzEvent } from 'ringback/fuzz'
import {
  findRate,
  mergeLoadReports,
  runLoad,
  type LoadEvent,
  type LoadReport,
  type RateEvent,
} from 'ringback/load'
import { mapPhone, type MapEvent } from 'ringback/map'
import { twilioHandlers, type TwilioHandlers } from 'ringback/msw'
import { startTwilioServer, type TwilioServer } from 'ringback/msw/server'
import { createPhone, type Phone, type PhoneCall } from 'ringback/phone'
import { startProxy, type Proxy } from 'ringback/proxy'
import { createMemoryStore, openDirectoryStore, type RecordingStore } from 'ringback/recording'
import { openPostgresStore } from 'ringback/recording/postgres'
import { createRedactor, type Redactor } from 'ringback/redaction'
import { replay, type ReplayEvent } from 'ringback/replay'
import { sign, verify } from 'ringback/signature'
import { parseTwiml, type ParseResult } from 'ringback/twiml'
import { expect, test } from 'ringback/vitest'

describe('the entries of ringback', () => {
  it('ringback', () => {
    expectTypeOf(defineConfig).toEqualTypeOf<(config: RingbackConfig) => RingbackConfig>()
    expectTypeOf<RingbackConfig['routes']>().toEqualTypeOf<
      Readonly<Partial<Record<WebhookKind, string>>> | undefined
    >()
    expectTypeOf(new RingbackError('code', 'message').remedy).toEqualTypeOf<string | undefined>()
    // @ts-expect-error -- a misspelt setting
    defineConfig({ ap: 'localhost:3000' })
  })

  it('ringback/phone', () => {
    expectTypeOf(createPhone).returns.toEqualTypeOf<Phone>()
    expectTypeOf<ReturnType<Phone['call']>>().resolves.toEqualTypeOf<PhoneCall>()
  })

  it('ringback/vitest', () => {
    test('types', ({ phone }) => {
      expectTypeOf(phone).toEqualTypeOf<Phone>()
    })
    expectTypeOf(expect({} as PhoneCall).toDial).parameters.toEqualTypeOf<[address: string | RegExp]>()
  })

  it('ringback/arbitraries', () => {
    const webhook = webhookOf('voice.incoming-pstn')
    expectTypeOf(webhook).toExtend<fc.Arbitrary<GeneratedWebhook>>()
    expectTypeOf(toRequest).returns.toEqualTypeOf<Request>()
    expectTypeOf(fc.sample(webhook)[0]?.kind).toExtend<WebhookKind | undefined>()
  })

  it('ringback/fuzz, map, replay, contract and proxy', () => {
    expectTypeOf(fuzz).returns.toExtend<AsyncIterable<FuzzEvent>>()
    expectTypeOf(mapPhone).returns.toExtend<AsyncIterable<MapEvent>>()
    expectTypeOf(replay).returns.toExtend<AsyncIterable<ReplayEvent>>()
    expectTypeOf(verifyContract).returns.toExtend<AsyncIterable<VerifyEvent>>()
    expectTypeOf(startProxy).returns.resolves.toEqualTypeOf<Proxy>()
  })

  it('ringback/load', () => {
    expectTypeOf(runLoad).returns.toExtend<AsyncIterable<LoadEvent>>()
    expectTypeOf(findRate).returns.toExtend<AsyncIterable<RateEvent>>()
    expectTypeOf(mergeLoadReports).toEqualTypeOf<(reports: readonly LoadReport[]) => LoadReport>()
    // @ts-expect-error -- a search is made by one machine
    findRate({ phone: { authToken: 'secret' }, shard: { index: 1, count: 2 } })
  })

  it('ringback/recording and redaction', () => {
    expectTypeOf(createMemoryStore).returns.toExtend<RecordingStore>()
    expectTypeOf(openDirectoryStore).returns.resolves.toExtend<RecordingStore>()
    expectTypeOf(openPostgresStore).returns.resolves.toExtend<RecordingStore>()
    expectTypeOf(createRedactor).returns.toEqualTypeOf<Redactor>()
  })

  it('ringback/msw', () => {
    expectTypeOf(twilioHandlers).returns.toEqualTypeOf<TwilioHandlers>()
    expectTypeOf(startTwilioServer).returns.resolves.toEqualTypeOf<TwilioServer>()
  })

  it('ringback/signature, twiml and catalog', () => {
    expectTypeOf(sign).returns.toEqualTypeOf<string>()
    expectTypeOf(verify).returns.toEqualTypeOf<boolean>()
    expectTypeOf(parseTwiml).returns.toEqualTypeOf<ParseResult>()
    expectTypeOf(kinds).toEqualTypeOf<readonly KindRow[]>()
    expectTypeOf(isWebhookKind).guards.toEqualTypeOf<WebhookKind>()
  })
})
