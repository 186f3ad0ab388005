import type { Seed } from './schema.js';

type CompanySeed = Seed['companies'][number];
type ReportSeed = NonNullable<CompanySeed['reports']>[number];
type ExpenseSeed = NonNullable<CompanySeed['expenses']>[number];

interface Policies {
  readonly mainPolicyID: string;
  readonly secondPolicyID: string;
}

/** Cards of the demo company, one each for two people who travel. */
export const DEMO_CARDS = { sam: 5312342, eve: 5312343 } as const;

/** Ids of demo reports that contracts, tests and docs use: one for each state, and one in euros. */
export const DEMO_REPORTS = {
  open: 'R00EdTripBer',
  processing: 'R00SamExpoJa',
  approved: 'R00EveToolsD',
  reimbursed: 'R00MiaParisN',
  closed: 'R00CoryShort',
  euros: 'R00SamLyonJa',
} as const;

const person = (login: string): string => `${login}@acme.example`;

/** A dozen reports, in every state. */
export function demoReports({ mainPolicyID, secondPolicyID }: Policies): ReportSeed[] {
  const main = (id: string, name: string, login: string, created: string, progress: Progress) =>
    report({ reportID: id, name, policyID: mainPolicyID, account: person(login), created: `${created} 08:15:00` }, progress);
  const second = (id: string, name: string, created: string, progress: Progress) =>
    report({ reportID: id, name, policyID: secondPolicyID, account: person('sam.seller'), created: `${created} 08:15:00` }, progress);
  const max = person('max.manager');
  const mia = person('mia.manager');
  const dana = person('dana.director');
  return [
    main(DEMO_REPORTS.open, 'Trip to Berlin', 'ed.engineer', '2026-01-26', { manager: max }),
    main('R00EliDeskJa', 'Home office', 'eli.engineer', '2026-01-28', { manager: max }),
    main(DEMO_REPORTS.processing, 'Expo in January', 'sam.seller', '2026-01-14', { manager: mia, submitted: '2026-01-19' }),
    main('R00EdConfeJa', 'Conference, Day 2 & 3', 'ed.engineer', '2026-01-12', { manager: max, submitted: '2026-01-20' }),
    main(DEMO_REPORTS.approved, 'Tools "December"', 'eve.engineer', '2025-12-08', {
      manager: max,
      submitted: '2025-12-20',
      approved: '2026-01-05',
    }),
    main('R00SueClieJa', 'Clients, week 2', 'sue.seller', '2026-01-08', { manager: mia, submitted: '2026-01-12', approved: '2026-01-15' }),
    main('R00SidRoadJa', 'Road show', 'sid.seller', '2026-01-05', { manager: mia, submitted: '2026-01-16', approved: '2026-01-22' }),
    main(DEMO_REPORTS.reimbursed, 'Paris, November', 'mia.manager', '2025-11-03', {
      manager: dana,
      submitted: '2025-11-17',
      approved: '2025-11-20',
      reimbursed: '2025-11-28',
    }),
    main('R00EveTraiNo', 'Training', 'eve.engineer', '2025-11-10', {
      manager: max,
      submitted: '2025-11-14',
      approved: '2025-11-18',
      reimbursed: '2025-12-01',
    }),
    main(DEMO_REPORTS.closed, 'Short engagement', 'cory.contractor', '2025-12-01', {
      manager: mia,
      submitted: '2025-12-12',
      approved: '2025-12-15',
      isClosed: true,
    }),
    second(DEMO_REPORTS.euros, 'Lyon', '2026-01-09', { manager: mia, submitted: '2026-01-13', approved: '2026-01-14' }),
    second('R00SamMilaJa', 'Milan', '2026-01-21', { manager: mia, submitted: '2026-01-27' }),
  ];
}

interface Progress {
  readonly manager: string;
  readonly submitted?: string;
  readonly approved?: string;
  readonly reimbursed?: string;
  readonly isClosed?: true;
}

/** A report with the history that follows from its dates. */
function report(base: Omit<ReportSeed, 'status'>, { manager, submitted, approved, reimbursed, isClosed }: Progress): ReportSeed {
  const events = [
    { action: 'SUBMITTED', account: base.account, created: submitted },
    { action: 'APPROVED', account: manager, created: approved },
    { action: 'REIMBURSED', account: manager, created: reimbursed },
  ];
  const history = events.flatMap(({ created, ...rest }) => (created === undefined ? [] : [{ ...rest, created: atNoon(created) }]));
  return {
    ...base,
    manager,
    status: isClosed ? 'Closed' : reimbursed ? 'Reimbursed' : approved ? 'Approved' : submitted ? 'Processing' : 'Open',
    ...(submitted !== undefined && { submitted: atNoon(submitted) }),
    ...(approved !== undefined && { approved: atNoon(approved) }),
    ...(reimbursed !== undefined && { reimbursed: atNoon(reimbursed), entryID: '871' }),
    fields: { Cost_centre: 'CC-10' },
    history,
  };
}

function atNoon(day: string): string {
  return `${day} 12:00:00`;
}

type Row = readonly [
  reportID: string | undefined,
  login: string,
  created: string,
  merchant: string,
  cents: number,
  category: string,
  tag: string,
  more?: Partial<ExpenseSeed>,
];

const EUROS = { currency: 'EUR', currencyConversionRate: 1.1 } as const;
const AT_HOME = { currency: 'EUR' } as const;
const SAMS_CARD = { cardID: DEMO_CARDS.sam, reimbursable: false } as const;
const EVES_CARD = { cardID: DEMO_CARDS.eve, reimbursable: false } as const;

/** Expenses for each report, and a few unclaimed card expenses. */
const ROWS: readonly Row[] = [
  [
    DEMO_REPORTS.open,
    'ed.engineer',
    '2026-01-24',
    'Deutsche Bahn',
    8990,
    'Travel',
    'Engineering',
    { ...EUROS, receiptID: 9001, receiptFilename: 'bahn.png' },
  ],
  [DEMO_REPORTS.open, 'ed.engineer', '2026-01-24', 'Hotel am Park', 12800, 'Travel', 'Engineering', EUROS],
  [DEMO_REPORTS.open, 'ed.engineer', '2026-01-25', 'Currywurst & Co', 950, 'Meals', 'Engineering', EUROS],
  [
    'R00EliDeskJa',
    'eli.engineer',
    '2026-01-27',
    'Desk World',
    34900,
    'Software',
    'Engineering',
    { comment: 'standing desk', receiptID: 9002, receiptFilename: 'desk.png' },
  ],
  ['R00EliDeskJa', 'eli.engineer', '2026-01-28', 'Cable Shop', 1999, 'Software', 'Engineering'],
  [
    DEMO_REPORTS.processing,
    'sam.seller',
    '2026-01-13',
    'Expo Hall',
    95000,
    'Travel',
    'Sales',
    { ...SAMS_CARD, billable: true, posted: '2026-01-15' },
  ],
  [
    DEMO_REPORTS.processing,
    'sam.seller',
    '2026-01-14',
    'Steak House',
    8420,
    'Meals',
    'Sales',
    { ...SAMS_CARD, posted: '2026-01-15', attendees: ['kim@client.example', 'lee@client.example'] },
  ],
  [
    DEMO_REPORTS.processing,
    'sam.seller',
    '2026-01-14',
    'City Taxi',
    2250,
    'Travel',
    'Sales',
    { modifiedAmount: 2500, comment: 'tip added' },
  ],
  ['R00EdConfeJa', 'ed.engineer', '2026-01-10', 'Conference "Node"', 49900, 'Travel', 'Engineering', { billable: true }],
  ['R00EdConfeJa', 'ed.engineer', '2026-01-11', 'Noodle Bar', 1875, 'Meals', 'Engineering'],
  ['R00EdConfeJa', 'ed.engineer', '2026-01-12', 'Metro', 620, 'Travel', 'Engineering', { units: { count: 12, rate: 51.67, unit: 'mi' } }],
  [
    DEMO_REPORTS.approved,
    'eve.engineer',
    '2025-12-05',
    'Keyboard, Mouse & More',
    15900,
    'Software',
    'Engineering',
    { ...EVES_CARD, posted: '2025-12-06', receiptID: 9003, receiptFilename: 'keyboard.png' },
  ],
  [
    DEMO_REPORTS.approved,
    'eve.engineer',
    '2025-12-08',
    'Cloud Hosting',
    4200,
    'Software',
    'Engineering',
    { comment: 'platform team', taxRateID: 'id_TAX_STANDARD', taxAmount: 700 },
  ],
  [DEMO_REPORTS.approved, 'eve.engineer', '2025-12-09', 'Book Store', 3995, 'Software', '', { modifiedMerchant: 'Books Online' }],
  [DEMO_REPORTS.approved, 'eve.engineer', '2025-12-12', 'Café Zürich', 1240, 'Meals', 'Engineering', { modifiedCreated: '2025-12-13' }],
  ['R00SueClieJa', 'sue.seller', '2026-01-06', 'Oyster Bar', 7300, 'Meals', 'Sales', { attendees: ['pat@client.example'] }],
  ['R00SueClieJa', 'sue.seller', '2026-01-07', 'Parking', 1200, 'Travel', 'Sales'],
  ['R00SueClieJa', 'sue.seller', '2026-01-08', 'Flowers', 4550, 'Uncategorized', 'Sales', { comment: 'line one\nline two' }],
  ['R00SidRoadJa', 'sid.seller', '2026-01-03', 'Rental Cars', 21000, 'Travel', 'Sales', { billable: true }],
  ['R00SidRoadJa', 'sid.seller', '2026-01-04', 'Fuel', 6030, 'Travel', 'Sales'],
  ['R00SidRoadJa', 'sid.seller', '2026-01-05', 'Roadside Diner', 1890, 'Meals', 'Sales'],
  ['R00SidRoadJa', 'sid.seller', '2026-01-05', 'Motel', 7900, 'Travel', 'Sales', { receiptID: 9004, receiptFilename: 'motel.png' }],
  [DEMO_REPORTS.reimbursed, 'mia.manager', '2025-11-01', 'Eurostar', 18900, 'Travel', 'Sales', EUROS],
  [DEMO_REPORTS.reimbursed, 'mia.manager', '2025-11-02', 'Hôtel du Nord', 24000, 'Travel', 'Sales', EUROS],
  [DEMO_REPORTS.reimbursed, 'mia.manager', '2025-11-02', 'Bistro', 5600, 'Meals', 'Sales', EUROS],
  ['R00EveTraiNo', 'eve.engineer', '2025-11-06', 'Training Centre', 120000, 'Software', 'Engineering', { externalID: 'PO-4711' }],
  ['R00EveTraiNo', 'eve.engineer', '2025-11-07', 'Lunch', 1450, 'Meals', 'Engineering'],
  [DEMO_REPORTS.closed, 'cory.contractor', '2025-11-28', 'Train', 3300, 'Travel', 'Engineering', { reimbursable: false }],
  [DEMO_REPORTS.closed, 'cory.contractor', '2025-11-29', 'Sandwiches', 870, 'Meals', 'Engineering', { reimbursable: false }],
  [DEMO_REPORTS.euros, 'sam.seller', '2026-01-06', 'SNCF', 7600, 'Travel', 'North:Launch', AT_HOME],
  [
    DEMO_REPORTS.euros,
    'sam.seller',
    '2026-01-07',
    'Hôtel Bellecour',
    19800,
    'Travel',
    'North:Launch',
    { ...AT_HOME, receiptID: 9005, receiptFilename: 'bellecour.png' },
  ],
  [DEMO_REPORTS.euros, 'sam.seller', '2026-01-07', 'Bouchon', 4210, 'Client meals', 'North', AT_HOME],
  ['R00SamMilaJa', 'sam.seller', '2026-01-19', 'Trenitalia', 5900, 'Travel', 'South:Launch', AT_HOME],
  ['R00SamMilaJa', 'sam.seller', '2026-01-20', 'Trattoria', 3850, 'Client meals', ':Launch', AT_HOME],
  ['R00SamMilaJa', 'sam.seller', '2026-01-20', 'Taxi Milano', 2100, 'Travel', 'South', AT_HOME],
  [undefined, 'sam.seller', '2026-01-22', 'Office Depot', 4599, 'Uncategorized', '', { ...SAMS_CARD, posted: '2026-01-23' }],
  [undefined, 'sam.seller', '2026-01-25', 'Airline Co', 38900, 'Uncategorized', '', { ...SAMS_CARD, posted: '2026-01-26' }],
  [undefined, 'eve.engineer', '2026-01-17', 'App Store', 999, 'Uncategorized', '', { ...EVES_CARD, posted: '2026-01-18' }],
  [undefined, 'eve.engineer', '2026-01-29', 'Domain Names', 1500, 'Uncategorized', '', { ...EVES_CARD, ...EUROS, posted: '2026-01-30' }],
  [undefined, 'eve.engineer', '2026-01-30', 'Coffee', 420, 'Uncategorized', '', EVES_CARD],
];

/** Forty expenses in two currencies. */
export const demoExpenses: ExpenseSeed[] = ROWS.map(([reportID, login, created, merchant, amount, category, tag, more], index) => ({
  transactionID: `40563430492756${String(34001 + index)}`,
  account: person(login),
  ...(reportID !== undefined && { reportID }),
  merchant,
  amount,
  created,
  category,
  tag,
  ...more,
}));

/** Two company cards from one feed. */
export const demoCards: NonNullable<CompanySeed['domainCards']> = [
  card(DEMO_CARDS.sam, 'sam.seller', 'Sam Seller - 1979', '1234XXXXXXXX1979', 'E121'),
  card(DEMO_CARDS.eve, 'eve.engineer', 'Eve Engineer - 2046', '1234XXXXXXXX2046', 'E112'),
];

function card(cardID: number, login: string, cardName: string, cardNumber: string, externalEmployeeID: string) {
  const created = '2025-03-01 10:00:00';
  const lastImport = '2026-01-30 23:45:01';
  return {
    cardID,
    domain: 'acme.example',
    account: person(login),
    feed: 'Citibank 2025',
    cardName,
    cardNumber,
    created,
    externalEmployeeID,
    lastImport,
  };
}
