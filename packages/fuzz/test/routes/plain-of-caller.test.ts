import { expect, test } from 'vitest'
import { plainOfCaller } from '../../src/routes/plain-of-caller.ts'
import { differencesBetween } from '../../src/shrink/differences.ts'
import { changed, plainOf } from '../support.ts'

test('who calls whom from where is no difference, and all else is', () => {
  const plain = plainOf('gather.action')
  const sent = changed(plain, {
    From: '+12015550123',
    Caller: '+12015550123',
    FromCity: 'NEWARK',
    FromZip: undefined,
    ToState: 'NJ',
    CallerCountry: 'US',
    Digits: '7',
  })
  const names = differencesBetween(plainOfCaller(plain, sent), sent).flatMap((each) =>
    each.type === 'parameter' ? [each.name] : [],
  )
  expect(names).toEqual(['Digits'])
})
