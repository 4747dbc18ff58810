import '@ringback/common/require-node'

export { defineConfig, type RingbackConfig } from './config/config.ts'
export { RingbackError, type RingbackErrorOptions } from '@ringback/common'
