import { displayTree, textTree } from '@ringback/map'
import { expect, test } from 'vitest'
import { markWith, phoneMapWith } from '../support.ts'

const node = displayTree(phoneMapWith({ marks: [markWith()] }))
if (node === undefined) throw new Error('there is no tree')

test('the tree, its texts and its marks as lines', () => {
  expect(textTree(node).split('\n')).toEqual([
    '1 Asks for input',
    '│  For sales, press 1.',
    '└─ 1  The call ends',
    '      ▲ dead-end: Key 1 ends the call.',
  ])
})

test('every part has its paint', () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`
  const paint = { label: mark('l'), title: mark('t'), heard: mark('h'), error: mark('e'), warning: mark('w') }
  const text = textTree(node, paint)
  for (const part of ['<t>1 Asks for input</t>', '<h>For sales', '<l>1</l>', '<w>▲ dead-end'])
    expect(text).toContain(part)
})
