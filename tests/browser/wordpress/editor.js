// A stand-in for WordPress' block editor: the parts of `window.wp` that the panel uses, with the meaning they have
// there. Components are drawn again when the post or their state changes; effects run after drawing, and are undone
// before they run again and when the panel is closed.

const post = { title: '', content: '' };
const locks = new Set();
const plugins = [];
let hooks = [];
let at = 0;
let effects = [];

const publish = document.getElementById( 'publish' );

function draw() {
	at = 0;
	effects = [];
	document.getElementById( 'panels' ).replaceChildren( ...plugins.map( ( { render } ) => node( render() ) ) );
	effects.forEach( ( run ) => run() );
	publish.disabled = locks.size > 0;
}

function node( made ) {
	if ( made === null || made === undefined || made === false || made === true ) {
		return new Text( '' );
	}
	if ( typeof made !== 'object' ) {
		return new Text( String( made ) );
	}
	if ( Array.isArray( made ) ) {
		const all = document.createDocumentFragment();
		all.append( ...made.map( node ) );
		return all;
	}
	const { type, props, children } = made;
	if ( typeof type === 'function' ) {
		return node( type( { ...props, children } ) );
	}
	const element = document.createElement( type );
	for ( const [ name, value ] of Object.entries( props || {} ) ) {
		if ( name === 'onChange' ) {
			element.addEventListener( 'change', ( event ) => value( event.target.checked ) );
		} else if ( name === 'checked' ) {
			element.checked = value;
		} else if ( name !== 'key' ) {
			element.setAttribute( name, value );
		}
	}
	element.append( ...children.map( node ) );
	return element;
}

const createElement = ( type, props, ...children ) => ( { type, props, children } );

function useState( initial ) {
	const mine = at++;
	hooks[ mine ] ??= { value: initial };
	return [
		hooks[ mine ].value,
		( value ) => {
			if ( hooks[ mine ]?.value !== value ) {
				hooks[ mine ].value = value;
				queueMicrotask( draw );
			}
		},
	];
}

function useEffect( run, needs ) {
	const mine = at++;
	const before = hooks[ mine ];
	if ( ! before || needs.some( ( need, number ) => need !== before.needs[ number ] ) ) {
		effects.push( () => {
			before?.undo?.();
			hooks[ mine ] = { needs, undo: run() };
			publish.disabled = locks.size > 0;
		} );
	}
}

const editor = {
	getEditedPostAttribute: ( name ) => post[ name ],
	getEditedPostContent: () => post.content,
	lockPostSaving: ( name ) => locks.add( name ),
	unlockPostSaving: ( name ) => locks.delete( name ),
};

const store = ( name ) => {
	if ( name !== 'core/editor' ) {
		throw new Error( `no store ${ name }` );
	}
	return editor;
};

window.wp = {
	element: { createElement, useState, useEffect },
	data: { useSelect: ( select ) => select( store ), useDispatch: store },
	components: {
		CheckboxControl: ( { label, checked, onChange } ) =>
			createElement( 'label', {}, createElement( 'input', { type: 'checkbox', checked, onChange } ), label ),
	},
	editor: {
		PluginPrePublishPanel: ( { title, children } ) =>
			createElement( 'section', { 'aria-label': title }, ...children ),
	},
	plugins: {
		registerPlugin( name, settings ) {
			if ( ! /^[a-z][a-z0-9-]*$/.test( name ) ) {
				throw new Error( `Plugin name must be lower case: ${ name }` );
			}
			plugins.push( settings );
		},
	},
	async apiFetch( { path, method, data } ) {
		const answer = await fetch( '/wp-json' + path, {
			method,
			headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': 'nonce-of-an-editor' },
			body: JSON.stringify( data ),
		} );
		const told = await answer.json();
		if ( ! answer.ok ) {
			throw told;
		}
		return told;
	},
};

for ( const name of [ 'title', 'content' ] ) {
	document.getElementById( name ).addEventListener( 'input', ( event ) => {
		post[ name ] = event.target.value;
		draw();
	} );
}

window.openPanel = draw;
window.closePanel = () => {
	hooks.forEach( ( hook ) => hook?.undo?.() );
	hooks = [];
	document.getElementById( 'panels' ).replaceChildren();
	publish.disabled = locks.size > 0;
};
