/** `ringback/functions`: an app that is Twilio Functions, in this process. */
import '@ringback/common/require-node'

export {
  loadFunctions,
  type Access,
  type FunctionsOptions,
  type LoadedFunctions,
  type Resource,
  type TwilioApiHandler,
} from '@ringback/functions'
