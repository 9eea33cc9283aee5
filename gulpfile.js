// What tsc leaves behind: icons and codex files, which n8n reads beside the compiled nodes.
const { src, dest } = require('gulp');

function build() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));
}

exports.build = build;
