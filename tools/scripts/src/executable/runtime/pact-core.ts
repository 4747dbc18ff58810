/** Pact's core as `require` of its package gives it: this name makes Node return the value itself. */
import core from '@pact-foundation/pact-core'

export { core as 'module.exports' }
