<?php
// A stand-in for WordPress: the functions that the plugin calls, and the REST route that it registers, served by
// PHP's own server. What WordPress checks before it calls a route is checked here: the nonce, the permission, the
// required arguments and their types.

define( 'ABSPATH', __DIR__ );
define( 'PRESSCHECK_URL', getenv( 'PRESSCHECK_URL' ) );
define( 'PRESSCHECK_TOKEN', getenv( 'PRESSCHECK_TOKEN' ) );

$actions = array();
$routes  = array();
$scripts = array();

class WP_Error {
	public $code, $message, $data;
	public function __construct( $code, $message, $data ) {
		list( $this->code, $this->message, $this->data ) = array( $code, $message, $data );
	}
}

class WP_REST_Request {
	private $params;
	public function __construct( $params ) {
		$this->params = $params;
	}
	public function get_param( $name ) {
		return $this->params[ $name ] ?? null;
	}
}

function add_action( $name, $does ) {
	global $actions;
	$actions[ $name ][] = $does;
}

function do_action( $name ) {
	global $actions;
	foreach ( $actions[ $name ] ?? array() as $does ) {
		$does();
	}
}

function register_rest_route( $space, $route, $args ) {
	global $routes;
	$routes[ "/$space$route" ] = $args;
}

function current_user_can( $what ) {
	return 'edit_posts' === $what && ( $_SERVER['HTTP_X_WP_NONCE'] ?? '' ) === 'nonce-of-an-editor';
}

function esc_html( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' );
}

function wp_json_encode( $value ) {
	return json_encode( $value );
}

function wp_remote_post( $address, $args ) {
	$headers = array();
	foreach ( $args['headers'] as $name => $value ) {
		$headers[] = "$name: $value";
	}
	$http = array(
		'method'        => 'POST',
		'header'        => $headers,
		'content'       => $args['body'],
		'timeout'       => $args['timeout'],
		'ignore_errors' => true,
	);
	$body = @file_get_contents( $address, false, stream_context_create( array( 'http' => $http ) ) );
	if ( false === $body ) {
		return new WP_Error( 'http_request_failed', 'cURL error 7', array() );
	}
	return array( 'body' => $body, 'response' => array( 'code' => (int) explode( ' ', $http_response_header[0] )[1] ) );
}

function is_wp_error( $value ) {
	return $value instanceof WP_Error;
}

function wp_remote_retrieve_body( $answer ) {
	return $answer['body'];
}

function wp_remote_retrieve_response_code( $answer ) {
	return $answer['response']['code'];
}

function rest_ensure_response( $value ) {
	return $value;
}

function plugins_url( $file, $plugin ) {
	return '/plugin/' . $file;
}

function wp_enqueue_script( $name, $address, $needs, $version, $in_footer ) {
	global $scripts;
	$known   = array( 'wp-api-fetch', 'wp-components', 'wp-data', 'wp-editor', 'wp-element', 'wp-plugins' );
	$unknown = array_diff( $needs, $known );
	$scripts[] = $unknown ? 'unknown dependency ' . join( ' ', $unknown ) : $address;
}

function answer( $status, $value ) {
	http_response_code( $status );
	header( 'Content-Type: application/json' );
	echo json_encode( $value );
}

require getenv( 'PLUGIN' ) . '/presscheck.php';
do_action( 'rest_api_init' );
do_action( 'enqueue_block_editor_assets' );

$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( '/plugin/panel.js' === $path ) {
	header( 'Content-Type: text/javascript' );
	readfile( getenv( 'PLUGIN' ) . '/panel.js' );
} elseif ( '/editor.js' === $path ) {
	header( 'Content-Type: text/javascript' );
	readfile( __DIR__ . '/editor.js' );
} elseif ( 0 === strpos( $path, '/wp-json' ) ) {
	$route = $routes[ substr( $path, strlen( '/wp-json' ) ) ] ?? null;
	$asked = json_decode( file_get_contents( 'php://input' ), true ) ?? array();
	if ( ! $route || $_SERVER['REQUEST_METHOD'] !== $route['methods'] ) {
		return answer( 404, array( 'message' => 'No route was found.' ) );
	}
	if ( ! call_user_func( $route['permission_callback'] ) ) {
		return answer( 403, array( 'message' => 'Sorry, you are not allowed to do that.' ) );
	}
	foreach ( $route['args'] as $name => $arg ) {
		if ( ! empty( $arg['required'] ) && ! isset( $asked[ $name ] ) ) {
			return answer( 400, array( 'message' => "Missing parameter(s): $name" ) );
		}
		$asked += isset( $arg['default'] ) ? array( $name => $arg['default'] ) : array();
		if ( isset( $asked[ $name ] ) && 'string' === $arg['type'] && ! is_string( $asked[ $name ] ) ) {
			return answer( 400, array( 'message' => "Invalid parameter(s): $name" ) );
		}
	}
	$told = call_user_func( $route['callback'], new WP_REST_Request( $asked ) );
	is_wp_error( $told ) ? answer( $told->data['status'], array( 'message' => $told->message ) ) : answer( 200, $told );
} else {
	header( 'Content-Type: text/html; charset=utf-8' );
	echo '<!DOCTYPE html><html lang="en"><title>Edit post</title><label>Title <input id="title"></label>',
		'<label>Text <textarea id="content"></textarea></label><button id="publish">Publish</button>',
		'<div id="panels"></div><script src="/editor.js"></script>';
	foreach ( $scripts as $script ) {
		echo '<script src="', $script, '"></script>';
	}
}
