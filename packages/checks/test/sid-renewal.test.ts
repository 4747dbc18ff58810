import { sidRenewal } from '@ringback/checks'
import { expect, it } from 'vitest'

const callSid = 'CA0123456789abcdef0123456789abcdef'

it('gives a call SIDs that nobody has used, the same one for the same one, in URLs as well', () => {
  let count = 0
  const renew = sidRenewal((prefix) => prefix + String(count++).padStart(32, '0'))
  const fresh = `CA${'0'.repeat(32)}`
  const renewed = renew([
    ['CallSid', callSid],
    ['RecordingUrl', `https://api.example.com/${callSid}`],
    ['AccountSid', 'AC0123456789abcdef0123456789abcdef'],
    ['Digits', '1'],
  ])
  expect(renewed).toEqual([
    ['CallSid', fresh],
    ['RecordingUrl', `https://api.example.com/${fresh}`],
    ['AccountSid', 'AC0123456789abcdef0123456789abcdef'],
    ['Digits', '1'],
  ])
  expect(renew([['ParentCallSid', callSid]])).toEqual([['ParentCallSid', fresh]])
})

it('leaves alone what is not a whole SID', () => {
  const renew = sidRenewal(() => 'never')
  expect(renew([['CallSid', 'CA123']])).toEqual([['CallSid', 'CA123']])
})
