import type { ENGLISH } from './english';
import { LOOK_UP_SWEDISH } from './lookUpSwedish';

function antal(count: number, one: string, many: string): string {
	return `${count} ${count === 1 ? one : many}`;
}

/** The words are those of docs/sv.md. What is said of a count reads alike of one and of many. */
export const SWEDISH: typeof ENGLISH = {
	actions: {
		created: { did: 'lades upp', would: 'skulle läggas upp' },
		linked: { did: 'kopplades', would: 'skulle kopplas' },
		updated: { did: 'ändrades', would: 'skulle ändras' },
		unchanged: { did: 'utan ändring', would: 'utan ändring' },
		skipped: { did: 'utanför', would: 'skulle lämnas utanför' },
		deferred: { did: 'väntar', would: 'skulle vänta' },
		drift: { did: 'avvikelse', would: 'avvikelse' },
		conflict: { did: 'konflikt', would: 'konflikt' },
		rejected: { did: 'avvisades', would: 'avvisades' },
		failed: { did: 'misslyckades', would: 'misslyckades' },
	},
	statuses: {
		quiet: { did: 'Ingenting att göra', would: 'Ingenting att göra' },
		changed: { did: 'Klart', would: 'Något skulle ändras' },
		attention: { did: 'Någon behöver titta', would: 'Någon behöver titta' },
		stopped: { did: 'Stoppad av säkerhetsspärren', would: 'Säkerhetsspärren skulle stoppa den' },
		notRun: { did: 'Körningen blev inte av', would: 'Körningen blev inte av' },
	},
	kinds: {
		rejected: {
			name: 'Avvisad',
			todo: (source) => `Rätta det i ${source}; nästa körning tar det`,
		},
		conflict: { name: 'Konflikt', todo: () => 'Avgör vilken post som menas, och rätta den andra' },
		failed: {
			name: 'Misslyckades',
			todo: () =>
				'Det försöks igen av sig självt, allt mer sällan; går det inte över, gör som leverantören säger',
		},
		drift: {
			name: 'Avvikelse',
			todo: (_source, target) => `Rätta det för hand i ${target}: det går inte genom API:et`,
		},
		deferred: { name: 'Väntar', todo: () => 'Ingenting: det kommer först i nästa körning' },
		warning: {
			name: 'Varning',
			todo: (_source, _target, isDryRun) =>
				`Titta på det en gång; allt annat ${isDryRun ? 'skulle skrivas' : 'skrevs'}`,
		},
	},
	reasons: {
		noKey: 'Fältet som är nyckel är tomt i källan, eller kan inte vara en nyckel',
		unusableSource: 'Källan saknar något som målet kräver, eller har det i en form som inte går att använda',
		notASource: 'Posten är inte av det slag som väntades',
		notCreated:
			'Den hålls rätt om den finns, men läggs inte upp: inaktiv, utan lönerad, avslutad eller liknande',
		inactive: 'Den är inaktiv i källan, och enligt inställningen görs ingenting åt det',
		notSent: 'Ingenting skickas om den, på grund av dess läge eller inställningen',
		superseded: 'En senare läsning av den är redan skriven',
		doubledKey: 'Flera poster, på den ena eller den andra sidan, har dess nyckel',
		otherIdentity: 'Målet med dess nyckel är någon annan, eller dess eget mål har en annan nyckel',
		ambiguousLink: 'Flera mål, eller flera poster, passar på det som skulle koppla dem',
		linkNotAllowed: 'Ett mål liknar den, men inställningen låter inte det koppla dem',
		wrongKind: 'Målet är av ett annat slag: en underkonsult, en kandidat, en robot',
		createdTwice: 'Ett annat arbetsflöde lade upp den i samma ögonblick',
		conflictStands: 'En konflikt som en tidigare körning berättade om',
		heldByBrake: 'Säkerhetsspärren håller den',
		heldByCanary: 'Målet behöll inte en första skrivning av det slaget',
		waitsForCompare: 'Den dagliga jämförelsen får vänta på anrop',
		appeared: 'Den kom till i målet sedan körningen började',
		budgetSpent: 'Dagens anrop är slut',
		interrupted: 'En annan körning har tagit över',
		notWritable: 'Den skiljer sig i ett fält som målets API inte kan ändra',
		notKept: 'Målet visar inte det som skickades',
		unresolved: 'Den nämner någon eller något som målet inte har ännu',
		unauthorized: 'Leverantören godtar inte token',
		forbidden: 'Leverantören ger ingen rätt till det',
		notFound: 'Leverantören har ingen sådan post',
		invalid: 'Leverantören tog inte emot det som skickades',
		rateLimited: 'Leverantören fick för många anrop',
		server: 'Det gick fel hos leverantören',
		answerLost: 'Svaret från leverantören kom aldrig: det kan vara skrivet',
		unreachable: 'Leverantören gick inte att nå',
		unexpected: 'Leverantören svarade i en form som dess API inte har',
		unreadable: 'Leverantörens svar är inte det som efterfrågades',
		cancelled: 'Körningen avbröts',
		failedBefore: 'Det misslyckades i en tidigare körning och försöks igen senare',
		internal: 'Något annat gick fel',
		warningStands: 'Det som en tidigare körning varnade för gäller fortfarande',
		dryRunStands: 'Som den senaste provkörningen sade',
	},
	leftOutKinds: {
		outOfScope: 'Inte i urvalet',
		privatePersons: 'En privatperson',
		protected: 'Skyddade personuppgifter',
		subcontractors: 'En underkonsult: har en leverantör, eller kategorin som ni har valt för det',
		users: 'Ingen underkonsult',
	},
	schemes: {
		users: 'Anställda',
		subcontractors: 'Underkonsulter',
		customers: 'Kunder',
		projects: 'Projekt',
	},

	lookUp: LOOK_UP_SWEDISH,

	yes: 'ja',
	no: 'nej',
	tenths: (value) => value.toFixed(1).replace('.', ','),
	andMore: (count) => `och ${count} till`,
	runs: (count) => antal(count, 'körning', 'körningar'),
	toCinode: (count) => `${count} anrop till Cinode`,
	toKleer: (count) => `${count} anrop till Kleer`,
	furtherToKleer: (count) => `${count} till Kleer`,
	leftToday: (count) => `${count} kvar i dag`,
	moreLines: (count) => `och ${antal(count, 'rad', 'rader')} till, som finns i rapportens data`,

	oneRecord: (scheme) => `${scheme}, en post`,
	dryRunOf: (scheme) => `Provkörning, ${scheme}`,
	nothingDone: (why) => `ingenting gjordes. ${why}`,
	stoppedNothingWritten: 'stoppad av säkerhetsspärren, ingenting skrevs',
	brakeWouldStop: 'säkerhetsspärren skulle stoppa den',
	nothingChanged: { did: 'ingenting ändrades', would: 'ingenting skulle ändras' },

	dryRunNothingWritten: 'provkörning: ingenting skrevs',
	toLookAt: 'Att titta på',
	changes: { did: 'Vad som ändrades', would: 'Vad som skulle ändras' },
	leftOut: 'Utanför, och varför',
	cost: 'Vad det kostade',
	lastRunsOf: (count) => (count === 1 ? 'Den senaste körningen' : `De senaste ${count} körningarna`),
	who: 'Vem',
	what: 'Vad',
	why: 'Varför',
	whatToDo: 'Vad ni gör',
	howMany: 'Hur många',
	action: 'Åtgärd',
	fields: 'Fält',
	asBefore: 'som tidigare',
	dailyCompare: (done, waiting) => `daglig jämförelse: ${done} klara, ${waiting} väntar`,
	stopped: { did: 'Stoppad', would: 'Skulle stoppas' },
	note: 'Obs',
	keepsData: (successful, failed, manual) => {
		const kept = [
			...(successful ? ['lyckade'] : []),
			...(failed ? ['misslyckade'] : []),
			...(manual ? ['manuella'] : []),
		];
		return (
			`n8n kan spara det här arbetsflödets ${kept.join(', ')} körningar, med löner och personnummer i. Välj i ` +
			'arbetsflödets Settings att inte spara dem, och ta bort dem som har sparats'
		);
	},

	noRecords: 'Inga poster.',
	grounds: { calm: 'ingen behövs', person: 'någon behöver titta', dry: 'provkörning: så skulle det bli' },

	runsTitle: 'Körningar',
	noRuns: 'Ingen körning har rapporterats ännu.',
	lastRuns: 'De senaste körningarna',
	lastRunsIn: (workflow, count) =>
		`${workflow}, ${count === 1 ? 'den senaste körningen' : `de senaste ${count} körningarna`}`,
	when: 'När',
	ended: 'Hur det gick',
	records: 'Poster',
	whichAndWhy: 'Vilka, och varför',
	requests: 'Anrop',
	leftTodayHead: 'Kvar i dag',
	time: 'Tid',
	allAlike: 'alla lika',
	dryRun: 'provkörning',
	theLastOne: 'den senaste',
	safetyBrake: 'Säkerhetsspärren',

	wellAgainTitle: (name) => `${name}: bra igen`,
	runWellAgainTitle: (title) => `${title} – bra igen`,
	allWellAgain: (workflow) => `Allt i **${workflow}** är bra igen.`,
	brakeHoldsNothing: 'Säkerhetsspärren håller ingenting längre.',
	wellAgain: (names) => `Bra igen: ${names}.`,
	brakeStoppedRun: 'Säkerhetsspärren stoppade körningen',
	stoppedByBrakeTitle: (workflow) => `${workflow}: stoppad av säkerhetsspärren`,
	needPersonTitle: (workflow, count) =>
		`${workflow}: någon behöver titta på ${antal(count, 'post', 'poster')}`,
	aWorkflow: 'Ett arbetsflöde',
	saysNoMore: 'n8n säger inget mer',
	crashTitle: (workflow) => `${workflow} stannade`,
	crashText: (workflow, message) => `**${workflow}** stannade: ${message}`,
	runsAgainTitle: (workflow) => `${workflow} går igen`,
	runsAgainText: (workflow) => `**${workflow}** går igen.`,
	overdueTitle: (workflow, at) => `${workflow}: ingen bra körning sedan ${at}`,
	overdueText: (workflow, at, intervals) =>
		`**${workflow}** gjorde senast sitt arbete ${at}, och skulle ha gjort det ${intervals} gånger till sedan dess. ` +
		'*Är det fortfarande publicerat i n8n? Kör det för hand och öppna dess Report Page: det kan sluta utan att ha läst ' +
		'något. Är det avstängt med flit behöver ingenting göras.*',
};
