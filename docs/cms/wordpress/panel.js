// The panel that WordPress shows before a post is published. No build step: it uses what the editor has.

( function ( wp ) {
	const { createElement: el, useEffect, useState } = wp.element;
	const { CheckboxControl } = wp.components;
	const { useDispatch, useSelect } = wp.data;
	const { PluginPrePublishPanel } = wp.editor;

	const LOCK = 'presscheck';

	function Panel() {
		const title = useSelect( ( select ) => select( 'core/editor' ).getEditedPostAttribute( 'title' ), [] );
		const content = useSelect( ( select ) => select( 'core/editor' ).getEditedPostContent(), [] );
		const { lockPostSaving, unlockPostSaving } = useDispatch( 'core/editor' );
		const [ told, setTold ] = useState( null );
		const [ allTheSame, setAllTheSame ] = useState( false );

		useEffect( () => {
			let current = true;
			const tell = ( answer ) => current && setTold( answer );
			setTold( null );
			wp.apiFetch( { path: '/presscheck/v1/check', method: 'POST', data: { title, content } } ).then(
				( report ) => tell( { findings: report.findings, errors: report.summary.errors } ),
				( error ) => tell( { findings: [], errors: 0, trouble: error.message } )
			);
			return () => {
				current = false;
			};
		}, [ title, content ] );

		const locked = Boolean( told && told.errors && ! allTheSame );
		useEffect( () => {
			if ( locked ) {
				lockPostSaving( LOCK );
			}
			// Also when the panel is closed: a post must never stay locked without a reason in sight.
			return () => unlockPostSaving( LOCK );
		}, [ locked ] );

		return el(
			PluginPrePublishPanel,
			{ title: 'presscheck', initialOpen: true },
			el( 'p', { role: 'status' }, said( told ) ),
			told &&
				el(
					'ul',
					null,
					told.findings.map( ( finding ) =>
						el(
							'li',
							{ key: finding.rule + finding.start },
							el( 'strong', null, finding.severity ),
							' ' + finding.message
						)
					)
				),
			told &&
				told.errors > 0 &&
				el( CheckboxControl, { label: 'Publish all the same', checked: allTheSame, onChange: setAllTheSame } )
		);
	}

	function said( told ) {
		if ( ! told ) {
			return 'Checking …';
		}
		if ( told.trouble ) {
			return told.trouble;
		}
		const { length } = told.findings;
		return length ? length + ( length === 1 ? ' leftover:' : ' leftovers:' ) : 'Nothing was left behind.';
	}

	wp.plugins.registerPlugin( 'presscheck', { render: Panel } );
} )( window.wp );
