import { printKeyPath } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { pathAlong } from '../../src/marks/path-along.ts'
import { edgeWith, stateWith } from '../support.ts'

const states = [stateWith({ id: 2, path: [{ type: 'nothing' }] })]

test('the path goes to the state of the edge, and takes its input as often as it says', () => {
  expect(printKeyPath(pathAlong({ states }, edgeWith({ from: 2, times: 3 })))).toBe('n,1,1,1')
  expect(printKeyPath(pathAlong({ states }, edgeWith({ from: null, input: [] })))).toBe('')
})
