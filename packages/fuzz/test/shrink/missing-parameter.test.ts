import { valueOf, type Parameters } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { findMissingParameter } from '../../src/shrink/missing-parameter.ts'
import { plainOf, routeAt, sentOf } from '../support.ts'

const missingFrom = (fails: (parameters: Parameters) => boolean) =>
  findMissingParameter({
    route: routeAt('/voice'),
    failing: plainOf(),
    concurrency: 4,
    reproduce: async (parameters) => (fails(parameters) ? sentOf(parameters) : undefined),
  })

test('is the one parameter that cures the failure', async () => {
  expect(await missingFrom((parameters) => valueOf(parameters, 'StirVerstat') === undefined)).toEqual({
    type: 'parameter',
    name: 'StirVerstat',
    values: [],
  })
})

test.each([
  ['nothing cures it', () => true],
  ['anything cures it', (parameters: Parameters) => parameters.length <= plainOf().length],
])('is nothing where %s', async (_what, fails) => {
  expect(await missingFrom(fails)).toBeUndefined()
})
