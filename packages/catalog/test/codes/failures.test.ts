import {
  debuggerCode,
  debuggerCodeRow,
  failureCode,
  failureReason,
  failureRows,
  type ConnectionStage,
} from '@ringback/catalog'
import { getSystemErrorMap } from 'node:util'
import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { expect, test } from 'vitest'

const stages: readonly ConnectionStage[] = ['connect', 'tls', 'answer']

/** What each error code is at each stage, by the meaning of Twilio's codes (docs/facts/twiml.md, sections 1.3 and 2). */
const verdicts: readonly (readonly [string | undefined, connect: number, tls: number, answer: number])[] = [
  ['ENOTFOUND', 11210, 11210, 11210],
  ['EAI_AGAIN', 11210, 11210, 11210],
  ['ECONNREFUSED', 11202, 11202, 11202],
  ['UND_ERR_CONNECT_TIMEOUT', 11205, 11205, 11205],
  ['ETIMEDOUT', 11201, 11220, 11200],
  ['EHOSTUNREACH', 11205, 11220, 11200],
  ['ENETUNREACH', 11205, 11220, 11200],
  ['EADDRNOTAVAIL', 11205, 11220, 11200],
  ['ECONNRESET', 11205, 11220, 11200],
  ['EPIPE', 11205, 11220, 11200],
  ['EPROTO', 11220, 11220, 11220],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 11220, 11220, 11220],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 11220, 11220, 11220],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 11235, 11235, 11235],
  ['CERT_HAS_EXPIRED', 11236, 11236, 11236],
  ['CERT_NOT_YET_VALID', 11220, 11220, 11220],
  ['CERT_REVOKED', 11220, 11220, 11220],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 11237, 11237, 11237],
  ['SELF_SIGNED_CERT_IN_CHAIN', 11237, 11237, 11237],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 11237, 11237, 11237],
  ['UNABLE_TO_GET_ISSUER_CERT', 11237, 11237, 11237],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 11237, 11237, 11237],
  ['HPE_INVALID_CONSTANT', 11206, 11206, 11206],
  [undefined, 11205, 11220, 11200],
]

test.each(verdicts)('%s: %d on connect, %d in the handshake, %d afterwards', (errorCode, ...codes) => {
  expect(stages.map((stage) => failureCode(failureReason(errorCode, stage)))).toEqual(codes)
})

test('every error code of the system, and any other text, has a reason at every stage', () => {
  const systemCodes = [...getSystemErrorMap().values()].map(([name]) => name)
  assert(
    property(oneof(constantFrom(...systemCodes), string()), constantFrom(...stages), (errorCode, stage) => {
      expect(Object.keys(failureRows)).toContain(failureReason(errorCode, stage))
    }),
  )
})

test('no error code stands for two reasons at one stage', () => {
  for (const stage of stages) {
    const errorCodes = Object.values(failureRows)
      .filter((row) => row.stage === undefined || row.stage === stage)
      .flatMap((row) => row.errorCodes)
    expect(errorCodes.toSorted()).toEqual([...new Set(errorCodes)].toSorted())
  }
})

test('what fails on the way to an app ends the call: its code is an error of the debugger', () => {
  for (const { twilioCode } of Object.values(failureRows)) {
    expect(debuggerCodeRow(twilioCode)).toMatchObject({ level: 'error' })
  }
})

test('a code is a literal type', () => {
  const code: 11200 = debuggerCode.httpRetrievalFailure
  expect(code).toBe(11200)
})
