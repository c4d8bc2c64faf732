<?php
/**
 * Plugin Name: presscheck
 * Description: Checks a post for text that was never meant for the reader, before it is published.
 * Version: 0.1.0
 * Requires at least: 6.6
 * Requires PHP: 7.4
 * License: MIT
 *
 * In wp-config.php:
 *   define( 'PRESSCHECK_URL', 'http://127.0.0.1:7737' );
 *   define( 'PRESSCHECK_TOKEN', '' );  // what PRESSCHECK_TOKEN was when `presscheck serve` was started
 */

defined( 'ABSPATH' ) || exit;

add_action( 'rest_api_init', 'presscheck_routes' );
add_action( 'enqueue_block_editor_assets', 'presscheck_panel' );

/** Offer the editor a check. The browser asks WordPress, which asks presscheck: the token stays on the server. */
function presscheck_routes() {
	register_rest_route(
		'presscheck/v1',
		'/check',
		array(
			'methods'             => 'POST',
			'callback'            => 'presscheck_check',
			'permission_callback' => function () {
				return current_user_can( 'edit_posts' );
			},
			'args'                => array(
				'title'   => array( 'type' => 'string', 'default' => '' ),
				'content' => array( 'type' => 'string', 'required' => true ),
			),
		)
	);
}

/** Answer with presscheck's report on a post. */
function presscheck_check( WP_REST_Request $request ) {
	$page   = '<title>' . esc_html( $request->get_param( 'title' ) ) . "</title>\n" . $request->get_param( 'content' );
	$answer = wp_remote_post(
		PRESSCHECK_URL . '/api/check',
		array(
			'timeout' => 30,
			'headers' => array(
				'Content-Type'  => 'application/json',
				'Authorization' => 'Bearer ' . PRESSCHECK_TOKEN,
			),
			'body'    => wp_json_encode( array( 'text' => $page, 'filename' => 'post.html' ) ),
		)
	);
	if ( is_wp_error( $answer ) ) {
		return new WP_Error( 'presscheck_silent', 'presscheck does not answer: is it running?', array( 'status' => 502 ) );
	}
	$told = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( 200 !== wp_remote_retrieve_response_code( $answer ) ) {
		$detail = isset( $told['detail'] ) ? $told['detail'] : 'presscheck refuses the post.';
		return new WP_Error( 'presscheck_refused', $detail, array( 'status' => 502 ) );
	}
	return rest_ensure_response( $told );
}

/** Load the panel in the block editor. */
function presscheck_panel() {
	$needs = array( 'wp-api-fetch', 'wp-components', 'wp-data', 'wp-editor', 'wp-element', 'wp-plugins' );
	wp_enqueue_script( 'presscheck', plugins_url( 'panel.js', __FILE__ ), $needs, '0.1.0', true );
}
