/**
 * Numbers that belong to nobody, as national numbers with `#` for a free digit, by country calling code.
 * Sources: ATIS-0300115 (555 line numbers), Ofcom "Telephone numbers for use in TV and radio drama programmes",
 * ACMA "Phone numbers for use in radio, books, film and TV", ARCEP decision 2018-0881 (numbers for audiovisual works),
 * Bundesnetzagentur "Rufnummern für Medienproduktionen", ComReg numbering conditions (020 91), Post- och telestyrelsen "Nummer
 * för användning i böcker och filmer".
 */
export const fictitiousNumbers: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    '33': ['19900####', '26191####', '35301####', '46571####', '53649####', '63998####'],
    '44': [
      '7700900###',
      '1632960###',
      '1134960###',
      '1144960###',
      '1154960###',
      '1164960###',
      '1174960###',
      '1184960###',
      '1214960###',
      '1314960###',
      '1414960###',
      '1514960###',
      '1614960###',
      '2079460###',
      '1914980###',
      '2896496###',
      '2920180###',
    ],
    '46': ['3139006##', '4062804##', '8465004##', '9803192##', '7017406##'],
    '49': ['3023125###', '6990009###', '4066969###', '2214710###', '8999998###'],
    '61': [
      '25550####',
      '35550####',
      '75550####',
      '85550####',
      '27010####',
      '37010####',
      '77010####',
      '87010####',
    ],
    '353': ['2091#####'],
  }),
)

/**
 * Exchange codes of North America that are never assigned to subscribers: service codes (N11, but for 911) and test codes
 * (ATIS-0300051, Central Office Code Assignment Guidelines, codes not available for assignment). They widen 555-01xx, which
 * has a hundred numbers an area.
 */
export const unassignableExchanges: readonly string[] = [
  '211',
  '311',
  '411',
  '511',
  '611',
  '711',
  '811',
  '958',
  '959',
]

/** Area codes of Ireland with two digits (ComReg, Numbering Conditions of Use). Dublin has one, a few have three. */
const irishAreas =
  '21 22 23 24 25 26 27 28 29 41 42 43 44 45 46 47 49 51 52 53 56 57 58 59 61 62 63 64 65 66 67 68 69 71 74 91 93 94 95 96 97 98 99'

/**
 * How national numbers begin that cannot be assigned, by country calling code: an area code and a local number that begins
 * with the trunk prefix 0, which would be dialled as a national number; in France, where numbers are closed, a national number
 * that begins with it. Sources: Bundesnetzagentur, Nummernplan Ortsnetzrufnummern; Ofcom, National Telephone Numbering Plan, B1;
 * Arcep, décision 2018-0881, plan national de numérotation; Telecommunications Numbering Plan 2015 (Australia); ComReg, Numbering
 * Conditions of Use; Post- och telestyrelsen, svenska telefoninummerplanen. Confidence: Ireland's 020 91 and Sweden's mobile range were
 * checked against published text; those of France and Australia are no valid numbers for libphonenumber either; the other rules for
 * Ireland and Sweden are inferred, and libphonenumber, whose patterns are wider than the plans, does not tell. In Australia
 * libphonenumber takes local numbers with a leading 0 for valid in all area codes but 08. They widen the fictitious numbers of
 * those countries.
 */
export const unassignableNumbers: ReadonlyMap<string, readonly string[]> = new Map([
  ['33', ['0']],
  [
    '44',
    ['200', '1130', '1140', '1150', '1160', '1170', '1180', '1210', '1310', '1410', '1510', '1610', '1910'],
  ],
  ['46', ['80', '310', '400', '9800']],
  ['49', ['300', '400', '690', '890', '2210']],
  ['61', ['80']],
  ['353', ['10', ...irishAreas.split(' ').map((area) => `${area}0`)]],
])

/** Area codes of the United States (NANPA), for numbers of the form `area-555-01##`. */
export const areaCodesOfUs: string =
  '201202203205206207208209210212213214215216217218219220223224225227228229231234235239240248251252253254256260262267269' +
  '270272274276279281283301302303304305307308309310312313314315316317318319320321323325326327329330331332334336337339341' +
  '346347350351352353360361363364369380385386401402404405406407408409410412413414415417419423424425430432434435440442443' +
  '445447448457458463464469470471472475478479480484501502503504505507508509510512513515516517518520530531534539540541551' +
  '557559561562563564567570571572573574575580582585586601602603605606607608609610612614615616617618619620623624626628629' +
  '630631636640641645646650651656657659660661662667669678679680681682686689701702703704706707708712713714715716717718719' +
  '720724725726727728730731732734737740743747754757760762763765769770771772773774775779781785786801802803804805806808810' +
  '812813814815816817818820826828830831832835837838839840843845847848850854856857858859860861862863864865870872878901903' +
  '904906907908909910912913914915916917918919920924925928929930931934936937938940941943945947948949951952954956959970971' +
  '972973975978979980983984985986989'

/** Area codes of Canada (CNAC). */
export const areaCodesOfCanada: string =
  '204226236249250257263289306343354365367368382387403416418428431437438450460468474506514519548579581584587604613639647' +
  '672683705709742753778780782807819825867873879902905942'

/** Country calling codes of two digits (ITU-T E.164); 1 and 7 have one, all others three. */
export const twoDigitCallingCodes: string =
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'
