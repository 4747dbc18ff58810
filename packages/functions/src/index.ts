import '@ringback/common/require-node'

export { loadFunctions, type LoadedFunctions } from './load-functions.ts'
export type { FunctionsOptions } from './options.ts'
export type { Access, Resource } from './project/resource.ts'
export type { TwilioApiHandler } from './runtime/rest-client.ts'
