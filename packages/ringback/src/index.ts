import './front-door/require-node.ts'

export { defineConfig, type RingbackConfig } from './config/config.ts'
export { RingbackError, type RingbackErrorOptions } from '@ringback/common'
