/** `ringback/functions`: an app that is Twilio Functions, in this process. */
import '../front-door/require-node.ts'

export {
  loadFunctions,
  type Access,
  type FunctionsOptions,
  type LoadedFunctions,
  type Resource,
  type TwilioApiHandler,
} from '@ringback/functions'
