/** The fields of a resource, with Twilio's default values. */
export type ConfiguredFields = Readonly<Record<string, unknown>>

const voiceFields: ConfiguredFields = {
  voice_url: null,
  voice_method: 'POST',
  voice_fallback_url: null,
  voice_fallback_method: 'POST',
  voice_caller_id_lookup: false,
  status_callback: null,
  status_callback_method: 'POST',
}

const smsFields: ConfiguredFields = {
  sms_url: null,
  sms_method: 'POST',
  sms_fallback_url: null,
  sms_fallback_method: 'POST',
}

/** IncomingPhoneNumbers (the typings and the test fixtures of the official SDK 6.2.0). */
export const numberFields: ConfiguredFields = {
  ...voiceFields,
  ...smsFields,
  address_sid: null,
  address_requirements: 'none',
  beta: false,
  bundle_sid: null,
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  emergency_address_sid: null,
  emergency_address_status: 'unregistered',
  emergency_status: 'Inactive',
  identity_sid: null,
  origin: 'twilio',
  sms_application_sid: null,
  status: 'in-use',
  trunk_sid: null,
  type: 'local',
  voice_application_sid: null,
  voice_receive_mode: 'voice',
}

/** Applications (the typings and the test fixtures of the official SDK 6.2.0). */
export const applicationFields: ConfiguredFields = {
  ...voiceFields,
  ...smsFields,
  friendly_name: '',
  message_status_callback: null,
  sms_status_callback: null,
  public_application_connect_enabled: false,
}
